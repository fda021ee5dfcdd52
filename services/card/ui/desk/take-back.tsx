/** Who may use the facility, a page at a time or one resident, and taking it back from one of them. */
import { hexToBytes } from '@maru/kernel/codec/hex.ts'
import { askCardOffice } from '@maru/web/city/card-office.ts'
import { useCity } from '@maru/web/city/city.ts'
import { usePerson } from '@maru/web/city/persons.ts'
import { usePseudonym } from '@maru/web/city/pseudonym.ts'
import { Button } from '@maru/web/kit/button.tsx'
import { Choices } from '@maru/web/kit/choices.tsx'
import { Skeleton } from '@maru/web/kit/skeleton.tsx'
import { EmptyState, ErrorState } from '@maru/web/kit/states.tsx'
import layout from '@maru/web/parts/layout.module.css'
import { Sign } from '@maru/web/screens/desk/sign.tsx'
import { Task } from '@maru/web/screens/desk/task.tsx'
import { useFormat } from '@maru/web/texts/format.ts'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { FacilityRow } from '../facilities.ts'
import { AccountField } from './account-field.tsx'
import { useTexts } from './texts.ts'

interface Access {
  readonly grant: string
  readonly account: string
  readonly until: number
  readonly withdrawnAt: number | null
}

export const TakeBack = ({ row: { facility, ko } }: { readonly row: FacilityRow }) => {
  const t = useTexts()
  const format = useFormat()
  const pseudonym = usePseudonym()
  const [account, setAccount] = useState<string>()
  const [after, setAfter] = useState<string>()
  const [chosen, setChosen] = useState<string>()
  const { data, error, refetch } = useAccess(facility, account, after)
  const holding = data?.access.filter(({ until, withdrawnAt }) => withdrawnAt === null && until > Date.now())
  const access = holding?.find(({ grant }) => grant === chosen)
  return (
    <Task title={t('step-take-back')} rule={t('rule-take-back')}>
      <AccountField account={account} onChange={setAccount} />
      {error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : !holding ? (
        <Skeleton lines={6} height="24rem" />
      ) : holding.length === 0 ? (
        <EmptyState title={t('noAccess')} />
      ) : (
        <Choices
          legend={t('whoHasAccess')}
          options={holding.map(({ grant, account: whose, until }) => ({
            value: grant,
            label: pseudonym(whose),
            help: t('accessUntil', { date: format.date(until) }),
          }))}
          value={access?.grant}
          onChange={setChosen}
        />
      )}
      <div className={layout['row']}>
        {after !== undefined && (
          <Button look="tertiary" onClick={() => setAfter(undefined)}>
            {t('firstPage')}
          </Button>
        )}
        {typeof data?.next === 'string' && (
          <Button look="tertiary" onClick={() => setAfter(data.next ?? undefined)}>
            {t('nextPage')}
          </Button>
        )}
      </div>
      <Sign
        button={t('send-take-back')}
        roles={['department', 'registrar', 'mayor']}
        look="danger"
        reason={access ? undefined : t('chooseAccess')}
        wishes={() =>
          access
            ? [
                {
                  service: 'card',
                  action: 'withdraw-access',
                  input: { grant: hexToBytes(access.grant) },
                  about: `/desk/facilities/${facility}`,
                  title: `${t('send-take-back')}: ${ko}, ${pseudonym(access.account)}`,
                },
              ]
            : []
        }
        onRecorded={() => void refetch()}
      />
    </Task>
  )
}

const useAccess = (facility: string, account: string | undefined, after: string | undefined) => {
  const person = usePerson()
  const { data: city } = useCity()
  return useQuery({
    queryKey: ['access', facility, account, after, person?.account],
    enabled: person !== undefined && city !== undefined,
    staleTime: 0,
    retry: false,
    queryFn: () =>
      askCardOffice<{ readonly access: readonly Access[]; readonly next: string | null }>(
        person!,
        city!,
        'list-access',
        { facility, ...(account !== undefined && { account }), ...(after !== undefined && { after }) },
      ),
  })
}
