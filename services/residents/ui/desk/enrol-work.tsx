/** A new resident: the officer checks their document. The person goes to the vault, the account to the record. */
import { useCity, useNameOf } from '@maru/web/city/city.ts'
import type { Joiner } from '@maru/web/city/devices.ts'
import { usePerson } from '@maru/web/city/persons.ts'
import { usePseudonym } from '@maru/web/city/pseudonym.ts'
import { isAboutNamesake, isOfSomebodyKnown } from '@maru/web/city/vault-refusals.ts'
import type { Wish } from '@maru/web/city/wish.ts'
import { Notice } from '@maru/web/kit/notice.tsx'
import { type Consent, hashOfConsent } from '@maru/web/screens/devices/consent.ts'
import { Sign } from '@maru/web/screens/desk/sign.tsx'
import { Preview, Task } from '@maru/web/screens/desk/task.tsx'
import { useItemActs } from '@maru/web/screens/desk/use-acts.ts'
import { useState } from 'react'
import { ageOn, birthYearBandOf, groupsFor, guardedUntilAge, isBirthDate } from '../../enrolment.ts'
import { useDoors } from '../doors.ts'
import { ConsentField } from './consent-field.tsx'
import { FoundAccounts } from './found-accounts.tsx'
import { useGroupName } from './group-name.ts'
import { isFittingKey, KeyField, keyInput } from './key-field.tsx'
import { NamesakeCheck } from './namesake-check.tsx'
import { emptyPerson, PersonFields, personInput } from './person-fields.tsx'
import { useTexts } from './texts.ts'

export const EnrolWork = () => {
  const t = useTexts()
  const pseudonym = usePseudonym()
  const nameOf = useNameOf()
  const nameOfGroup = useGroupName()
  const officer = usePerson()
  const { data: city } = useCity()
  const { state } = useItemActs()
  const [joiner, setJoiner] = useState<Joiner>()
  const [person, setPerson] = useState(emptyPerson)
  const [isNamesake, setNamesake] = useState(false)
  const [consent, setConsent] = useState<Consent>()
  const { birthDate, district } = person
  const { data: doors } = useDoors()
  const today = doors?.today ?? ''
  const isBorn = isBirthDate(birthDate, today)
  const isChild = isBorn && ageOn(birthDate, today) < guardedUntilAge
  const groups = groupsFor(birthDate, district, today)
  const refused = state.step === 'failed' ? state.error : undefined
  return (
    <Task title={t('service-enrol')} rule={t('rule-enrol')}>
      <KeyField joiner={joiner} onChange={setJoiner} />
      <PersonFields person={person} onChange={setPerson} />
      {isChild && <ConsentField consent={consent} child={joiner?.account} onChange={setConsent} />}
      {isOfSomebodyKnown(refused) && (
        <Notice tone="information" title={t('knownPerson')}>
          <p>{t('knownPersonHelp')}</p>
          <FoundAccounts name={person.name} birthDate={birthDate} />
        </Notice>
      )}
      {(isAboutNamesake(refused) || isNamesake) && (
        <NamesakeCheck isNamesake={isNamesake} onChange={setNamesake} />
      )}
      {isFittingKey(joiner) && isBorn && district !== '' && (
        <Preview>
          <p>{t('enrolPreview', { name: pseudonym(joiner.account) })}</p>
          <p>
            {t('recordedOf', {
              district: nameOf('districts', district),
              decade: t('decade', { year: birthYearBandOf(birthDate) }),
            })}
          </p>
          <p>
            {joiner.identity
              ? t('inGroups', { groups: groups.map(nameOfGroup).join(', ') })
              : t('noIdentity')}
          </p>
        </Preview>
      )}
      <Sign button={t('send-enrol')} roles={['registrar']} reason={reasonNot()} wishes={wishes} />
    </Task>
  )

  function wishes(): readonly Wish[] {
    if (!joiner || !officer || !city) return []
    const guardian = isChild ? consent : undefined
    const input = {
      ...personInput(person),
      ...(isNamesake && { isNamesake }),
      ...(guardian && { guardian: consentInput(guardian) }),
    }
    return [
      {
        service: 'residents',
        action: 'enrol-resident',
        input: {
          ...keyInput(joiner),
          district,
          birthYearBand: birthYearBandOf(birthDate),
          ...(guardian && { guardianConsent: hashOfConsent(city.chain, guardian) }),
          ...(joiner.identity && { identity: { ...joiner.identity, groups } }),
        },
        deliver: async (transaction) => {
          const { sendThroughVault } = await import('@maru/web/city/vault.ts')
          return sendThroughVault(officer, city.chain, 'enrol-person', { ...input, transaction })
        },
        about: `/desk/residents/${joiner.account}`,
        title: `${t('send-enrol')}: ${pseudonym(joiner.account)}`,
      },
    ]
  }

  function reasonNot(): string | undefined {
    if (doors?.desk === false) return t('noVault')
    if (!joiner) return t('keyMissing')
    if (!isFittingKey(joiner)) return t('otherKey')
    if (person.name.trim() === '') return t('nameMissing')
    if (!isBorn) return t('birthDateMissing')
    if (district === '') return t('districtMissing')
    if (person.documentKind === '' || person.documentNumber.trim().length < 4) return t('documentMissing')
    return isChild && consent?.child !== joiner.account ? t('consentMissing') : undefined
  }
}

const consentInput = ({ child: _child, ...consent }: Consent) => consent
