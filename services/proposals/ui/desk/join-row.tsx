import { Badge } from '@maru/web/kit/badge.tsx'
import layout from '@maru/web/parts/layout.module.css'
import { useTexts as useProposalTexts } from '../texts.ts'
import { type ProposalItem, useCandidates } from './data.ts'
import { useTexts } from './texts.ts'

/** A proposal, and how many there are like it. */
export const JoinRow = ({ item }: { readonly item: ProposalItem }) => {
  const t = useTexts()
  const words = useProposalTexts()
  const { proposal, title, supports, joined = 0 } = item
  const like = useCandidates(proposal, title ?? '').data?.length ?? 0
  return (
    <>
      <span className={layout['strong']}>{title ?? words('noTitle', { number: proposal })}</span>
      <span className={layout['row']}>
        {like > 0 && <Badge tone="information">{t('like', { count: like })}</Badge>}
        <span className={layout['soft']}>
          {words('supportsCount', { count: supports })}
          {joined > 0 && ` · ${t('joined', { count: joined })}`}
        </span>
      </span>
    </>
  )
}
