/** Who left less than a year ago and came back: the person to the vault again, the account as it was. */
import { useCity } from '@maru/web/city/city.ts'
import { usePerson } from '@maru/web/city/persons.ts'
import { usePseudonym } from '@maru/web/city/pseudonym.ts'
import { isAboutNamesake } from '@maru/web/city/vault-refusals.ts'
import type { Wish } from '@maru/web/city/wish.ts'
import { Sign } from '@maru/web/screens/desk/sign.tsx'
import { Task } from '@maru/web/screens/desk/task.tsx'
import { useItemActs } from '@maru/web/screens/desk/use-acts.ts'
import { useState } from 'react'
import { birthYearBandOf, isBirthDate } from '../../enrolment.ts'
import type { Resident } from '../../state.ts'
import { useDoors } from '../doors.ts'
import { Aftermath } from './aftermath.tsx'
import { NamesakeCheck } from './namesake-check.tsx'
import { emptyPerson, PersonFields, personInput } from './person-fields.tsx'
import { useTexts } from './texts.ts'

export const ReturnWork = ({ account, row }: { readonly account: string; readonly row: Resident }) => {
  const t = useTexts()
  const pseudonym = usePseudonym()
  const officer = usePerson()
  const { data: city } = useCity()
  const { data: doors } = useDoors()
  const { state } = useItemActs()
  const [person, setPerson] = useState({ ...emptyPerson, district: row.district })
  const [isNamesake, setNamesake] = useState(false)
  const isAlike = state.step === 'failed' && isAboutNamesake(state.error)
  return (
    <Task title={t('step-return')} rule={t('rule-return')}>
      <Aftermath of="return" />
      <PersonFields person={person} onChange={setPerson} />
      {(isAlike || isNamesake) && <NamesakeCheck isNamesake={isNamesake} onChange={setNamesake} />}
      <Sign button={t('send-return')} roles={['registrar']} reason={reasonNot()} wishes={wishes} />
    </Task>
  )

  function wishes(): readonly Wish[] {
    if (!officer || !city) return []
    const input = { ...personInput(person), ...(isNamesake && { isNamesake }) }
    return [
      {
        service: 'residents',
        action: 'restore-resident',
        input: { account, reason: 'returned' },
        deliver: async (transaction) => {
          const { sendThroughVault } = await import('@maru/web/city/vault.ts')
          return sendThroughVault(officer, city.chain, 'enrol-person', { ...input, transaction })
        },
        about: `/desk/residents/${account}`,
        title: `${t('send-return')}: ${pseudonym(account)}`,
      },
    ]
  }

  function reasonNot(): string | undefined {
    const { name, birthDate, district, documentKind, documentNumber } = person
    if (name.trim() === '') return t('nameMissing')
    if (!isBirthDate(birthDate, doors?.today ?? '')) return t('birthDateMissing')
    if (district !== row.district || birthYearBandOf(birthDate) !== row.birthYearBand) return t('otherPerson')
    if (documentKind === '' || documentNumber.trim().length < 4) return t('documentMissing')
    return undefined
  }
}
