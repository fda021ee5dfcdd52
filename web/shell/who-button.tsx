/** Says who acts on this device, and lets them choose. The dialog is loaded when somebody wants it. */
import { lazy, Suspense } from 'react'
import { usePerson, type Person } from '../city/persons.ts'
import { Icon } from '../kit/icon.tsx'
import { useFrameTexts } from '../texts/frame.ts'
import { useWhoDialog } from './who.ts'
import styles from './header.module.css'

const WhoDialog = lazy(async () => ({ default: (await import('./who-dialog.tsx')).WhoDialog }))

export const WhoButton = () => {
  const t = useFrameTexts()
  const person = usePerson()
  const [isOpen, setOpen] = useWhoDialog()
  return (
    <>
      <button type="button" className={styles['tool']} aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <Icon name="person" />
        <span className={styles['who']}>{nameOfPerson(person, t)}</span>
      </button>
      {isOpen && (
        <Suspense>
          <WhoDialog onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}

export const nameOfPerson = (person: Person | undefined, t: ReturnType<typeof useFrameTexts>): string => {
  if (!person) return t('nobody')
  return person.kind === 'demonstration' ? t(`role-${person.role}`) : t('myself')
}
