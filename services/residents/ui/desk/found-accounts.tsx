/** The accounts behind a name and a birth date: of who is enrolled, and of who left less than a year ago. */
import { useNameOf } from '@maru/web/city/city.ts'
import { usePseudonym } from '@maru/web/city/pseudonym.ts'
import { Badge } from '@maru/web/kit/badge.tsx'
import { Button, ButtonLink } from '@maru/web/kit/button.tsx'
import { ErrorState } from '@maru/web/kit/states.tsx'
import layout from '@maru/web/parts/layout.module.css'
import { useState } from 'react'
import { useResident } from '../data.ts'
import { useVaultQuery } from '../vault-query.ts'
import { useWords } from '../words.ts'
import { tones } from './facts.tsx'
import { useTexts } from './texts.ts'

export const FoundAccounts = ({
  name,
  birthDate,
}: {
  readonly name: string
  /** YYYY-MM-DD */
  readonly birthDate: string
}) => {
  const t = useTexts()
  // What was asked for, and not what is being typed.
  const [asked, setAsked] = useState<{ readonly name: string; readonly birthDate: string }>()
  const { data, error, refetch, isFetching } = useVaultQuery<{
    readonly accounts: readonly string[]
    readonly left: readonly string[]
  }>('find-person', { ...asked }, { isAsked: asked !== undefined })
  const who = { name: name.trim(), birthDate }
  const isComplete = who.name !== '' && birthDate !== ''
  const isShown = asked?.name === who.name && asked.birthDate === birthDate
  const found = data && isShown ? [...data.accounts, ...data.left] : undefined
  const find = () => (isShown ? void refetch() : setAsked(who))
  return (
    <>
      <div>
        <Button
          look="secondary"
          aria-busy={isFetching}
          reason={isComplete ? undefined : t('nameAndDateMissing')}
          onClick={find}
        >
          {t('findByName')}
        </Button>
      </div>
      {error && isShown && <ErrorState error={error} onRetry={find} />}
      <div role="status" className={layout['stack']}>
        {found?.length === 0 && <p>{t('nobodyFound')}</p>}
        {found?.map((account) => (
          <FoundAccount key={account} account={account} />
        ))}
      </div>
    </>
  )
}

const FoundAccount = ({ account }: { readonly account: string }) => {
  const t = useTexts()
  const words = useWords()
  const nameOf = useNameOf()
  const pseudonym = usePseudonym()
  const { data: resident } = useResident(account)
  return (
    <div className={layout['tight']}>
      <ButtonLink to={`/desk/residents/${account}`} look="tertiary">
        {pseudonym(account)}
      </ButtonLink>
      {resident && (
        <p className={layout['row']}>
          <Badge tone={tones[resident.state]}>{words[resident.state]}</Badge>
          <span className={layout['soft']}>
            {nameOf('districts', resident.district)}
            {' · '}
            {t('decade', { year: String(resident.birthYearBand) })}
          </span>
        </p>
      )}
    </div>
  )
}
