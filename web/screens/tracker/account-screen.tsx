import { CityRefusal } from '@maru/client/city-client.ts'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { cityClient } from '../../city/api.ts'
import { Page } from '../../kit/page.tsx'
import { Skeleton } from '../../kit/skeleton.tsx'
import { ErrorState } from '../../kit/states.tsx'
import { Table } from '../../kit/table.tsx'
import { useFormat } from '../../texts/format.ts'
import { Facts } from './facts.tsx'
import { ProveState } from './prove-state.tsx'
import { NewestOf, RecentActs } from './recent-acts.tsx'
import { SupportQuestion } from './support-question.tsx'
import { useTexts } from './texts.ts'

interface Account {
  readonly account: string
  readonly keys: readonly { readonly key: string; readonly algorithm: string; readonly revokedAt?: number }[]
  readonly roles: readonly string[]
}

/** An account: its keys, its roles, and what they signed lately. The record knows no person. */
export const Screen = () => {
  const t = useTexts()
  const { account = '' }: { readonly account?: string } = useParams({ strict: false })
  const { data, error, refetch } = useQuery({
    queryKey: ['residents', 'account', account, 'by-key'],
    queryFn: () => accountOf(account),
  })
  return (
    <Page
      title={t('accountNumber', { account: (data?.account ?? account).slice(0, 8) })}
      crumbs={[{ label: t('title'), to: '/tracker' }]}
      lead={<p>{t('accountLead')}</p>}
    >
      {error && !data ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Skeleton lines={6} height="30rem" />
      ) : (
        <Found {...data} />
      )}
    </Page>
  )
}

/** By its id, or by the id of a key that was added to it later. Throws CityRefusal when neither is known. */
const accountOf = async (id: string): Promise<Account> => {
  const ask = (account: string) => cityClient().query('residents', 'account', { account }) as Promise<Account>
  try {
    return await ask(id)
  } catch (error) {
    if (!(error instanceof CityRefusal) || error.status !== 404) throw error
    const { row } = (await cityClient().get(`/api/state/kernel/keys/${id}`)) as {
      readonly row: { readonly account: string }
    }
    return ask(row.account)
  }
}

const Found = ({ account, keys, roles }: Account) => {
  const t = useTexts()
  const format = useFormat()
  return (
    <>
      <Facts
        facts={[
          [t('account'), <code key="account">{account}</code>],
          [t('roles'), roles.join(', ') || t('noRoles')],
        ]}
      />
      <Table
        caption={t('keys')}
        rows={keys}
        keyOf={({ key }) => key}
        columns={[
          { id: 'key', title: t('keyColumn'), cell: ({ key }) => <code>{key}</code> },
          { id: 'algorithm', title: t('algorithm'), cell: ({ algorithm }) => algorithm },
          {
            id: 'revoked',
            title: t('state'),
            cell: ({ revokedAt }) =>
              revokedAt === undefined ? t('inUse') : t('revoked', { time: format.date(revokedAt) }),
          },
        ]}
      />
      <ProveState
        row={{ service: 'kernel', table: 'accounts', key: account }}
        says={(row) =>
          row === undefined ? t('accountMissing') : t('accountProven', { keys: (row as Account).keys.length })
        }
      />
      <SupportQuestion account={account} />
      <RecentActs
        title={t('recentActs')}
        none={t('noRecentActs')}
        isWanted={({ keyId }) => keys.some(({ key }) => key === keyId)}
      >
        {(acts) => <NewestOf acts={acts} max={shownMax} />}
      </RecentActs>
    </>
  )
}

const shownMax = 50
