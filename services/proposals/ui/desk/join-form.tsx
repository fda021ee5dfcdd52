/** Of proposals that belong together: which leads, what happens to supporters, and why. */
import { useCity } from '@maru/web/city/city.ts'
import type { useDraft } from '@maru/web/city/drafts.ts'
import { Choices } from '@maru/web/kit/choices.tsx'
import { Notice } from '@maru/web/kit/notice.tsx'
import layout from '@maru/web/parts/layout.module.css'
import { OfficialText, useTextProblem } from '@maru/web/screens/desk/official-text.tsx'
import { Sign } from '@maru/web/screens/desk/sign.tsx'
import { Preview } from '@maru/web/screens/desk/task.tsx'
import type { ProposalRow } from '../data.ts'
import { useTexts as useProposalTexts } from '../texts.ts'
import { joins, leads } from './data.ts'
import { useTexts } from './texts.ts'

const lengthMax = 5_000

type Titled = ProposalRow & { readonly title: string | null }
type Drafted = ReturnType<typeof useDraft<{ chosen: string; lead: string; body: string }>>

export const JoinForm = ({
  together,
  drafted: { draft, change, clear },
}: {
  /** The proposal that is open first, then those that were chosen. */
  readonly together: readonly Titled[]
  readonly drafted: Drafted
}) => {
  const t = useTexts()
  const words = useProposalTexts()
  const { body } = draft
  const problem = useTextProblem(body, lengthMax)
  const nameOf = ({ proposal, title }: Titled) => title ?? words('noTitle', { number: proposal })
  const leaders = together.filter(leads).sort((a, b) => b.supports - a.supports)
  const lead = leaders.find(({ proposal }) => String(proposal) === draft.lead) ?? leaders[0]
  const moving = together.filter(({ proposal }) => proposal !== lead?.proposal)
  const stuck = moving.find((each) => !joins(each))
  const button = t('joinSend', { count: moving.length })
  if (!lead || moving.length === 0) {
    return <Sign button={button} roles={roles} reason={t('chooseFirst')} wishes={() => []} />
  }
  return (
    <>
      <Choices
        legend={t('lead')}
        options={leaders.map((each) => ({
          value: each.proposal,
          label: nameOf(each),
          help: words('supportsCount', { count: each.supports }),
        }))}
        value={lead.proposal}
        onChange={(proposal) => change({ lead: String(proposal) })}
      />
      <Supporters count={moving.reduce((sum, { supports }) => sum + supports, 0)} />
      <OfficialText
        label={t('reasons')}
        rows={5}
        value={body}
        lengthMax={lengthMax}
        onChange={(body) => change({ body })}
      />
      {body.trim() !== '' && (
        <Preview>
          <p className={layout['strong']}>{t('joinedPreview', { title: nameOf(lead) })}</p>
          <p className={layout['body']}>{body}</p>
        </Preview>
      )}
      <Sign
        button={button}
        roles={roles}
        reason={stuck ? t('cannotMove', { title: nameOf(stuck) }) : problem}
        onRecorded={clear}
        wishes={() =>
          moving.map((each) => ({
            service: 'proposals',
            action: 'join-proposal',
            input: { proposal: each.proposal, into: lead.proposal },
            text: { body },
            about: `/proposals/${each.proposal}`,
            title: `${t('join')}: ${nameOf(each)}`,
          }))
        }
      />
    </>
  )
}

const roles = ['moderator', 'mayor'] as const

const Supporters = ({ count }: { readonly count: number }) => {
  const t = useTexts()
  const { data: city } = useCity()
  const { joinedForDebate = 0 } = city?.parameters['proposals'] ?? {}
  return (
    <Notice tone="information" title={t('supportersTitle')}>
      <p>{t('supporters', { count })}</p>
      {joinedForDebate > 0 && <p>{t('joinedForDebate', { count: joinedForDebate })}</p>}
    </Notice>
  )
}
