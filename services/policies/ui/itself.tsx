import { Section } from '@maru/web/kit/page.tsx'
import layout from '@maru/web/parts/layout.module.css'
import { Written } from '@maru/web/parts/written.tsx'
import type { PolicyRow } from './data.ts'
import { History } from './history.tsx'
import { Milestones } from './milestones.tsx'
import { useTexts } from './texts.ts'

/** What was planned, promised and done, and how it ended. */
export const Itself = ({ row }: { readonly row: PolicyRow }) => {
  const t = useTexts()
  const { policy, state, content, endContent } = row
  return (
    <>
      {endContent !== undefined && (
        <div className={layout['official']}>
          <p className={layout['strong']}>{t(state === 'dropped' ? 'whyDropped' : 'achieved')}</p>
          <Written content={endContent} />
        </div>
      )}
      <Section title={t('plan')}>
        {content === undefined ? <p>{t('noPlan')}</p> : <Written content={content} lines={4} />}
      </Section>
      <Milestones policy={policy} />
      <History policy={policy} />
    </>
  )
}
