/** This page as one file, with the key that is trusted now: it checks receipts wherever it is opened, and asks nobody. */
import { useState } from 'react'
import { Button } from '../../kit/button.tsx'
import { Section } from '../../kit/page.tsx'
import { ErrorState } from '../../kit/states.tsx'
import type { TrustedKey } from './log-key.ts'
import { useTexts } from './texts.ts'

export const SaveCheck = ({ logKey }: { readonly logKey: TrustedKey | undefined }) => {
  const t = useTexts()
  const [error, setError] = useState<unknown>()
  const start = (vkey: string) => {
    setError(undefined)
    save(vkey).catch(setError)
  }
  return (
    <Section title={t('save')}>
      <p>{t('saveHelp')}</p>
      {error !== undefined && <ErrorState error={error} />}
      <div>
        <Button
          look="tertiary"
          reason={logKey ? undefined : t('keyMissing')}
          onClick={() => logKey && start(logKey.vkey)}
        >
          {t('saveFile')}
        </Button>
      </div>
    </Section>
  )
}

const save = async (vkey: string): Promise<void> => {
  const response = await fetch('/check-alone.html')
  if (!response.ok) throw new TypeError(`the server answered ${response.status}`)
  const page = (await response.text()).replace('name="log-key" content=""', () => keyAttributes(vkey))
  const url = URL.createObjectURL(new Blob([page], { type: 'text/html' }))
  const link = document.createElement('a')
  link.href = url
  link.download = 'maru-check.html'
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}

/** A key is what somebody gave: nothing in it ends the attribute. */
const keyAttributes = (vkey: string): string =>
  `name="log-key" content="${vkey.replaceAll(/[&"<>]/g, (sign) => `&#${sign.charCodeAt(0)};`)}"`
