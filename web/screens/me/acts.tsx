/** What somebody has done on this device, with the receipt of each. Nobody else can put this list together. */
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useNumberOf } from '../../city/events-of.ts'
import { listReceipts, saveReceipt } from '../../city/receipts.ts'
import type { Receipt } from '../../city/store.ts'
import { Button, ButtonLink } from '../../kit/button.tsx'
import { Skeleton } from '../../kit/skeleton.tsx'
import { EmptyState, ErrorState } from '../../kit/states.tsx'
import layout from '../../parts/layout.module.css'
import { useFormat } from '../../texts/format.ts'
import styles from './me.module.css'
import { useTexts } from './texts.ts'

/** The newest; older ones stay on the device and are saved with the rest. */
const shownMax = 50

const groups = ['open-proposal', 'support-proposal', 'others'] as const
type Group = (typeof groups)[number]

export const Acts = ({ account, chain }: { readonly account: string; readonly chain: string }) => {
  const t = useTexts()
  const { data, error, refetch } = useQuery({
    queryKey: ['receipts', chain, account],
    queryFn: async () => (await listReceipts(chain)).filter((receipt) => receipt.account === account),
    staleTime: 0,
  })
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Skeleton lines={6} height="30rem" />
  if (data.length === 0) {
    return (
      <EmptyState title={t('noActs')}>
        <p>{t('noActsHelp')}</p>
        <ButtonLink to="/proposals">{t('toProposals')}</ButtonLink>
      </EmptyState>
    )
  }
  return (
    <div className={styles['sections']}>
      <p className={layout['soft']}>{t('actsHelp')}</p>
      {groups.map((group) => {
        const rows = data.filter((receipt) => groupOf(receipt) === group).slice(0, shownMax)
        if (rows.length === 0) return null
        return (
          <section key={group} className={layout['tight']}>
            <h2>{t(`group-${group}`)}</h2>
            <ul>
              {rows.map((receipt) => (
                <Act key={receipt.id} receipt={receipt} />
              ))}
            </ul>
          </section>
        )
      })}
    </div>
  )
}

const groupOf = ({ service, action }: Receipt): Group =>
  groups.find((group) => service === 'proposals' && group === action) ?? 'others'

const Act = ({ receipt }: { readonly receipt: Receipt }) => {
  const t = useTexts()
  const format = useFormat()
  const { id, action, about, title, index, time } = receipt
  const opened = useNumberOf(action === 'open-proposal' ? id : undefined, 'proposal-opened', 'proposal')
  const to = opened === undefined ? about : `/proposals/${opened}`
  return (
    <li className={styles['act']}>
      <Link to={to} className={styles['title']}>
        {title}
      </Link>
      <p className={layout['soft']}>
        {action === 'withdraw-support' && `${t('tookBack')} · `}
        {t('entry', { index: format.number(index), time: format.clock(time) })}
      </p>
      <div className={layout['row']}>
        <ButtonLink to={`/check/${id}`} look="tertiary" size="small">
          {t('check')}
        </ButtonLink>
        <Button look="text" size="small" onClick={() => saveReceipt(receipt)}>
          {t('save')}
        </Button>
      </div>
    </li>
  )
}
