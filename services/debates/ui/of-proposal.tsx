/** On a proposal's page: its debate with the tally, or why the panel opened none. */
import { ButtonLink } from '@maru/web/kit/button.tsx'
import { Section } from '@maru/web/kit/page.tsx'
import layout from '@maru/web/parts/layout.module.css'
import type { PartProps } from '@maru/web/parts/parts.tsx'
import { Written } from '@maru/web/parts/written.tsx'
import { Closing } from './closing.tsx'
import { useDebateOf, useDecisions } from './data.ts'
import { StateBadge } from './state-badge.tsx'
import { Tally } from './tally.tsx'
import { useTexts } from './texts.ts'

export const OfProposal = ({ number }: PartProps) => {
  const t = useTexts()
  const { data } = useDebateOf(number)
  const { data: decided } = useDecisions(number)
  const debate = data?.debate
  const last = decided?.decisions[0]
  if (!debate && !last) return null
  return (
    <Section title={t('one')}>
      {last && (
        <div className={layout['official']}>
          <p className={layout['strong']}>{t(`decided-${last.decision}`)}</p>
          <Written content={last.content} />
        </div>
      )}
      {debate && (
        <>
          <p className={layout['row']}>
            <StateBadge state={debate.state} />
            <Closing row={debate} />
          </p>
          <Tally row={debate} />
          <div>
            <ButtonLink to={`/debates/${debate.debate}`}>
              {t(debate.state === 'open' ? 'takePart' : 'see')}
            </ButtonLink>
          </div>
        </>
      )}
    </Section>
  )
}
