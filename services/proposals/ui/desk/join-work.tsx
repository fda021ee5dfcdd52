/** Similar proposals beside one another: which belong together, which of them takes the supports from now on, and why. */
import { useCity } from '@maru/web/city/city.ts'
import { useDraft } from '@maru/web/city/drafts.ts'
import { Checks } from '@maru/web/kit/checks.tsx'
import { Choices } from '@maru/web/kit/choices.tsx'
import { Disclosure } from '@maru/web/kit/disclosure.tsx'
import { TextArea } from '@maru/web/kit/field.tsx'
import { Notice } from '@maru/web/kit/notice.tsx'
import { Skeleton } from '@maru/web/kit/skeleton.tsx'
import { EmptyState } from '@maru/web/kit/states.tsx'
import layout from '@maru/web/parts/layout.module.css'
import { Written } from '@maru/web/parts/written.tsx'
import { Sign } from '@maru/web/screens/desk/sign.tsx'
import { Preview, Task } from '@maru/web/screens/desk/task.tsx'
import type { ProposalRow } from '../data.ts'
import { useTexts as useProposalTexts } from '../texts.ts'
import { joins, leads, useCandidates } from './data.ts'
import type { Words } from './join-task.tsx'
import { JoinedHere } from './joined-here.tsx'
import { useTexts } from './texts.ts'

const lengthMax = 5_000

export const JoinWork = ({ row, text }: { readonly row: ProposalRow; readonly text: Words }) => {
  const t = useTexts()
  const words = useProposalTexts()
  const { data: city } = useCity()
  const candidates = useCandidates(row.proposal, text.title, text.body)
  const { draft, change, clear } = useDraft(`desk.join.${row.proposal}`, { chosen: '', lead: '', body: '' })
  if (!candidates) return <Skeleton lines={8} height="40rem" />
  const chosen = draft.chosen.split(' ').map(Number)
  const own = { ...row, title: text.title }
  const together = [own, ...candidates.filter(({ proposal }) => chosen.includes(proposal))]
  const leaders = together.filter(leads).sort((a, b) => b.supports - a.supports)
  const lead = leaders.find(({ proposal }) => String(proposal) === draft.lead) ?? leaders[0]
  const moving = together.filter(({ proposal }) => proposal !== lead?.proposal)
  const asked = moving.reduce((sum, { supports }) => sum + supports, 0)
  const nameOf = ({ proposal, title }: { readonly proposal: number; readonly title: string | null }) =>
    title ?? words('noTitle', { number: proposal })
  const { joinedForDebate = 0 } = city?.parameters['proposals'] ?? {}
  return (
    <Task title={t('joinTitle')} rule={t('joinRule')}>
      <JoinedHere row={row} />
      {candidates.length === 0 ? (
        <EmptyState title={t('noneLike')}>
          <p>{t('noneLikeHelp')}</p>
        </EmptyState>
      ) : (
        <Checks
          legend={t('choose')}
          options={candidates.map((each) => ({
            value: each.proposal,
            label: nameOf(each),
            help: words('supportsCount', { count: each.supports }),
            below: (
              <Disclosure title={t('read')}>
                <Written content={each.content} />
              </Disclosure>
            ),
          }))}
          values={chosen}
          onChange={(values) => change({ chosen: values.filter((value) => value > 0).join(' ') })}
        />
      )}
      {moving.length > 0 && lead && (
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
          <Notice tone="information" title={t('supportersTitle')}>
            <p>{t('supporters', { count: asked })}</p>
            {joinedForDebate > 0 && <p>{t('joinedForDebate', { count: joinedForDebate })}</p>}
          </Notice>
          <TextArea
            label={t('reasons')}
            help={t('reasonsHelp')}
            required
            rows={5}
            value={draft.body}
            lengthMax={lengthMax}
            onChange={({ target }) => change({ body: target.value })}
          />
        </>
      )}
      {lead && draft.body.trim() !== '' && moving.length > 0 && (
        <Preview>
          <p className={layout['strong']}>{t('joinedPreview', { title: nameOf(lead) })}</p>
          <p className={layout['body']}>{draft.body}</p>
        </Preview>
      )}
      {candidates.length > 0 && (
        <Sign
          button={t('joinSend', { count: moving.length })}
          roles={['moderator', 'mayor']}
          reason={reasonNot()}
          onRecorded={clear}
          wishes={() =>
            moving.map((each) => ({
              service: 'proposals',
              action: 'join-proposal',
              input: { proposal: each.proposal, into: lead?.proposal ?? 0 },
              text: { body: draft.body },
              about: `/proposals/${each.proposal}`,
              title: `${t('join')}: ${nameOf(each)}`,
            }))
          }
        />
      )}
    </Task>
  )

  function reasonNot(): string | undefined {
    if (moving.length === 0) return t('chooseFirst')
    const stuck = moving.find((each) => !joins(each))
    if (stuck) return t('cannotMove', { title: nameOf(stuck) })
    if (draft.body.trim() === '') return t('reasonsMissing')
    return [...draft.body].length > lengthMax ? t('textLong') : undefined
  }
}
