/** What lies on this device, and taking it off, as before a computer is handed on. */
import { useState } from 'react'
import { Section } from '../../kit/page.tsx'
import { ErrorState } from '../../kit/states.tsx'
import { AskFirst } from './ask-first.tsx'
import { useTexts } from './texts.ts'

export const OnDevice = () => {
  const t = useTexts()
  const [error, setError] = useState<unknown>()
  const wipe = async () => {
    try {
      const { wipeDevice } = await import('../../city/wipe.ts')
      await wipeDevice()
      location.assign('/')
    } catch (error) {
      setError(error)
    }
  }
  return (
    <Section title={t('onDevice')}>
      <p>{t('onDeviceWhat')}</p>
      <AskFirst button={t('wipe')} ask={t('wipeAsk')} yes={t('wipeYes')} onYes={() => void wipe()} />
      {error !== undefined && <ErrorState error={error} />}
    </Section>
  )
}
