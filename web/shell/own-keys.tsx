/** Who one can be on this device already, and becoming so with another device's help. */
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { listOwnKeys } from '../city/devices.ts'
import { bePerson, usePerson } from '../city/persons.ts'
import { usePseudonym } from '../city/pseudonym.ts'
import { Button } from '../kit/button.tsx'
import { useFrameTexts } from '../texts/frame.ts'
import styles from './who-dialog.module.css'

export const OwnKeys = ({ chain, onClose }: { readonly chain: string; readonly onClose: () => void }) => {
  const t = useFrameTexts()
  const pseudonym = usePseudonym()
  const person = usePerson()
  const navigate = useNavigate()
  const { data = [] } = useQuery({
    queryKey: ['own-keys', chain],
    queryFn: () => listOwnKeys(chain),
    staleTime: 0,
  })
  const others = data.filter(({ keyId }) => person?.kind !== 'device' || person.keyId !== keyId)
  return (
    <div className={styles['group']}>
      {others.map(({ account, keyId }) => (
        <Button
          key={keyId}
          look="secondary"
          wide
          onClick={() => {
            bePerson({ kind: 'device', account, keyId })
            onClose()
          }}
        >
          {t('beOwn', { name: pseudonym(account) })}
        </Button>
      ))}
      <Button
        look="tertiary"
        wide
        onClick={() => {
          onClose()
          void navigate({ to: '/devices/join' })
        }}
      >
        {t('joinFromOther')}
      </Button>
      <p className={styles['help']}>{t('joinFromOtherHelp')}</p>
    </div>
  )
}
