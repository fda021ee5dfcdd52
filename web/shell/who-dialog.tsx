import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useCity, type City } from '../city/city.ts'
import { becomeNewResident, beDemonstration } from '../city/become.ts'
import {
  bePerson,
  demonstrationInstitutions,
  demonstrationOfficers,
  demonstrationResidents,
  usePerson,
  type DemonstrationRole,
} from '../city/persons.ts'
import { Button } from '../kit/button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { Notice } from '../kit/notice.tsx'
import { ErrorState } from '../kit/states.tsx'
import { useFrameTexts } from '../texts/frame.ts'
import { OwnKeys } from './own-keys.tsx'
import { nameOfPerson } from './who-button.tsx'
import styles from './who-dialog.module.css'

export const WhoDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const t = useFrameTexts()
  const person = usePerson()
  const { data: city } = useCity()
  return (
    <Dialog title={t('whoTitle')} onClose={onClose}>
      {person && <p>{t('actingAs', { who: nameOfPerson(person, t) })}</p>}
      {city?.demonstration === true ? (
        <Demonstration city={city} onClose={onClose} />
      ) : (
        <Enrol onClose={onClose} />
      )}
      {city && <OwnKeys chain={city.chain} onClose={onClose} />}
      {person && (
        <div>
          <Button
            look="text"
            onClick={() => {
              bePerson(undefined)
              onClose()
            }}
          >
            {t('beNobody')}
          </Button>
        </div>
      )}
    </Dialog>
  )
}

const Enrol = ({ onClose }: { readonly onClose: () => void }) => {
  const t = useFrameTexts()
  const navigate = useNavigate()
  const go = () => {
    onClose()
    void navigate({ to: '/enrol' })
  }
  return (
    <>
      <p>{t('whoReal')}</p>
      <div>
        <Button onClick={go}>{t('toEnrol')}</Button>
      </div>
    </>
  )
}

const Demonstration = ({ city, onClose }: { readonly city: City; readonly onClose: () => void }) => {
  const t = useFrameTexts()
  const [state, setState] = useState<'choosing' | 'enrolling' | { readonly error: unknown }>('choosing')
  const become = (start: () => Promise<void>) => {
    setState('enrolling')
    start().then(onClose, (error: unknown) => setState({ error }))
  }
  const people = (roles: readonly DemonstrationRole[]) => (
    <div className={styles['people']}>
      {roles.map((role) => (
        <Button key={role} look="tertiary" onClick={() => become(() => beDemonstration(role))}>
          {t(`role-${role}`)}
        </Button>
      ))}
    </div>
  )
  return (
    <>
      <Notice tone="warning">
        <p>{t('whoDemonstration')}</p>
      </Notice>
      {typeof state === 'object' && <ErrorState error={state.error} />}
      <div className={styles['group']}>
        <Button look="primary" wide onClick={() => become(() => becomeNewResident(city))}>
          {t(state === 'enrolling' ? 'enrolling' : 'newResident')}
        </Button>
        <p className={styles['help']}>{t('newResidentHelp')}</p>
      </div>
      <div className={styles['group']}>
        <h3>{t('residents')}</h3>
        {people(demonstrationResidents)}
      </div>
      <div className={styles['group']}>
        <h3>{t('officers')}</h3>
        {people(demonstrationOfficers)}
      </div>
      {city.services.includes('governance') && (
        <div className={styles['group']}>
          <h3>{t('institutionOfficers')}</h3>
          {people(demonstrationInstitutions.flatMap((each) => [`${each}-1`, `${each}-2`] as const))}
        </div>
      )}
    </>
  )
}
