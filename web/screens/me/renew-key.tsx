/** A new key for this device: the old one adds it, and the new one stops the old. Begun anew, it goes on where it was. */
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useCity } from '../../city/city.ts'
import { nameDevice, useDeviceNames } from '../../city/device-names.ts'
import { beJoined, forgetKey, joinerOf, keyToJoin } from '../../city/devices.ts'
import { useOnline } from '../../city/outbox.ts'
import type { Person } from '../../city/persons.ts'
import { useAct } from '../../city/use-act.ts'
import { ActSteps } from '../../kit/act-steps.tsx'
import { Button } from '../../kit/button.tsx'
import { useTexts } from './texts.ts'

export const RenewKey = ({
  person: { account, keyId },
  keys,
}: {
  readonly person: Person & { readonly kind: 'device' }
  /** Ids of the account's keys. */
  readonly keys: readonly string[]
}) => {
  const t = useTexts()
  const isOnline = useOnline()
  const names = useDeviceNames()
  const { data: city } = useCity()
  const queries = useQueryClient()
  const adding = useAct()
  const stopping = useAct()
  const [old, setOld] = useState<string>()
  const about = '/me?tab=devices'

  const add = async () => {
    if (!city) return
    const key = await keyToJoin(city.chain, account)
    if (!keys.includes(key.keyId)) {
      const { algorithm, publicKey, proof } = await joinerOf(key)
      const last = await adding.start({
        service: 'residents',
        action: 'add-key',
        input: { account, algorithm, publicKey, proof },
        about,
        title: t('renew'),
      })
      if (last?.step !== 'recorded' && last?.step !== 'provable') return
    }
    nameDevice(key.keyId, names[keyId] ?? '')
    // A device whose key is not among the account's yet would be taken for one that was stopped.
    await queries.invalidateQueries({ queryKey: ['residents'] })
    setOld(keyId)
    await beJoined(key)
  }
  const { start } = stopping
  const stop = async (key: string) => {
    const last = await start({
      service: 'residents',
      action: 'revoke-key',
      input: { key },
      about,
      title: t('stop'),
    })
    if (last?.step === 'recorded' || last?.step === 'provable') await forgetKey(key)
  }
  // Only now does this device sign with the new key.
  useEffect(() => {
    if (old !== undefined && old !== keyId) void stop(old)
  }, [old, keyId])

  const { state } = old === undefined ? adding : stopping
  const isStopped = old !== undefined && (state.step === 'recorded' || state.step === 'provable')
  return (
    <>
      {old === undefined && state.step === 'idle' && (
        <div>
          <Button
            look="secondary"
            reason={isOnline ? undefined : t('renewOffline')}
            onClick={() => void add()}
          >
            {t('renew')}
          </Button>
        </div>
      )}
      {isStopped && <p role="status">{t('renewed')}</p>}
      <ActSteps
        state={state}
        onDone={adding.reset}
        onRetry={() => void (old === undefined ? add() : stop(old))}
      />
    </>
  )
}
