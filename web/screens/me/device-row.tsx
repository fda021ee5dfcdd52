/** One of one's devices. */
import { useState } from 'react'
import { deviceNameMax, nameDevice, useDeviceNames } from '../../city/device-names.ts'
import { Badge } from '../../kit/badge.tsx'
import { Button } from '../../kit/button.tsx'
import { TextField } from '../../kit/field.tsx'
import { ConfirmAct } from '../../parts/confirm-act.tsx'
import layout from '../../parts/layout.module.css'
import { useFormat } from '../../texts/format.ts'
import styles from './me.module.css'
import { useTexts } from './texts.ts'

export interface AccountKey {
  readonly key: string
  readonly revokedAt?: number
}

export const DeviceRow = ({
  row: { key, revokedAt },
  number,
  isHere,
  isLast,
  joinedAt,
}: {
  readonly row: AccountKey
  /** Its place among the devices, from 1: what it is called without a name. */
  readonly number: number
  readonly isHere: boolean
  /** No other key of the account works. */
  readonly isLast: boolean
  readonly joinedAt: number | undefined
}) => {
  const t = useTexts()
  const format = useFormat()
  const name = useDeviceNames()[key] ?? t('deviceNumber', { number })
  const isLive = revokedAt === undefined
  return (
    <li className={styles['act']}>
      <p className={layout['row']}>
        <span className={layout['strong']}>{name}</span>
        <Badge tone={isLive ? 'success' : 'neutral'}>{t(isLive ? 'works' : 'stopped')}</Badge>
        {isHere && <Badge tone="information">{t('thisDevice')}</Badge>}
      </p>
      <p className={layout['soft']}>
        {joinedAt !== undefined && t('joinedOn', { date: format.date(joinedAt) })}
        {joinedAt !== undefined && !isLive && ' · '}
        {!isLive && t('stoppedOn', { date: format.date(revokedAt) })}
      </p>
      <p className={layout['soft']}>
        {t('keyName')} <code>{key.slice(0, 8)}</code>
      </p>
      <div className={layout['row']}>
        {isLive && <Rename keyId={key} />}
        <ConfirmAct
          isPossible={isLive && !isLast}
          title={t('stopTitle')}
          what={t(isHere ? 'stopThis' : 'stopWhat')}
          button={t('stop')}
          wish={{
            service: 'residents',
            action: 'revoke-key',
            input: { key },
            about: '/me?tab=devices',
            title: t('stop'),
          }}
        />
      </div>
      {isLive && isLast && <p className={layout['soft']}>{t('lastKey')}</p>}
    </li>
  )
}

const Rename = ({ keyId }: { readonly keyId: string }) => {
  const t = useTexts()
  const before = useDeviceNames()[keyId] ?? ''
  const [name, setName] = useState<string>()
  const [isBack, setBack] = useState(false)
  const close = () => {
    setBack(true)
    setName(undefined)
  }
  if (name === undefined) {
    return (
      <Button look="text" size="small" autoFocus={isBack} onClick={() => setName(before)}>
        {t('rename')}
      </Button>
    )
  }
  return (
    <form
      className={layout['stack']}
      onSubmit={(event) => {
        event.preventDefault()
        nameDevice(keyId, name)
        close()
      }}
    >
      <TextField
        label={t('nameOf')}
        help={t('nameHelp')}
        value={name}
        maxLength={deviceNameMax}
        autoFocus
        onChange={({ target }) => setName(target.value)}
      />
      <div className={layout['row']}>
        <Button look="secondary" size="small" type="submit">
          {t('keepName')}
        </Button>
        <Button look="text" size="small" onClick={close}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  )
}
