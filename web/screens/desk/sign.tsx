/** The one primary button of an item's work, and under which role, department and key the act will be recorded. */
import { useNameOf } from '../../city/city.ts'
import { usePerson } from '../../city/persons.ts'
import { type Office, useRoles } from '../../city/roles.ts'
import type { Wish } from '../../city/wish.ts'
import { ActSteps } from '../../kit/act-steps.tsx'
import { Button } from '../../kit/button.tsx'
import styles from './desk.module.css'
import { useTexts } from './texts.ts'
import { useItemActs } from './use-acts.ts'

export const Sign = ({
  button,
  roles,
  department,
  reason,
  wishes,
  onRecorded,
  look = 'primary',
}: {
  readonly button: string
  /** Any of them can do it; the first that the officer holds is the one that is said. */
  readonly roles: readonly Office[]
  readonly department?: string | null | undefined
  /** Why it cannot be done now, as what is still to be written. */
  readonly reason?: string | undefined
  /** What is signed, one after the other. */
  readonly wishes: () => readonly Wish[]
  readonly onRecorded?: () => void
  readonly look?: 'primary' | 'danger'
}) => {
  const t = useTexts()
  const nameOf = useNameOf()
  const person = usePerson()
  const held = useRoles() ?? []
  const { state, start, retry, reset, done, all } = useItemActs()
  const role = roles.find((each) => held.includes(each))
  const isUnderWay = state.step === 'signing' || state.step === 'sending'
  const send = () => {
    if (!isUnderWay) start(wishes(), onRecorded)
  }
  if (!person || !role) {
    const names = roles.map((each) => t(`role-${each}`)).join(', ')
    return (
      <div className={styles['sign']}>
        <Button look={look} reason={t('notYours', { roles: names })}>
          {button}
        </Button>
      </div>
    )
  }
  const keyId = person.kind === 'device' ? person.keyId : person.account
  return (
    <div className={styles['sign']}>
      <p className={styles['under']}>
        {t(department ? 'signedUnderDepartment' : 'signedUnder', {
          role: t(`role-${role}`),
          department: department ? nameOf('departments', department) : '',
        })}{' '}
        <span className={styles['key']}>
          {t('key', { key: `${keyId.slice(0, 4)} ${keyId.slice(4, 8)}` })}
        </span>
      </p>
      <Button look={look} wide reason={reason} aria-busy={isUnderWay} onClick={send}>
        {button}
      </Button>
      {all > 1 && isUnderWay && <p role="status">{t('progress', { done: done + 1, all })}</p>}
      <ActSteps state={state} onDone={reset} onRetry={retry} />
    </div>
  )
}
