/** This page as one file, with the key that is trusted now: it checks receipts wherever it is opened, and asks nobody. */
import { useState } from 'react'
import { Button } from '../../kit/button.tsx'
import { Section } from '../../kit/page.tsx'
import { ErrorState } from '../../kit/states.tsx'
import type { Founders } from './founders.ts'
import type { TrustedKey } from './log-key.ts'
import { useTexts } from './texts.ts'

export const SaveCheck = ({
  logKey,
  founders,
}: {
  readonly logKey: TrustedKey | undefined
  readonly founders: Founders | undefined
}) => {
  const t = useTexts()
  const [error, setError] = useState<unknown>()
  const start = (vkey: string) => {
    setError(undefined)
    save(vkey, founders?.text ?? '').catch(setError)
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

const save = async (vkey: string, founders: string): Promise<void> => {
  const response = await fetch('/check-alone.html')
  if (!response.ok) throw new TypeError(`the server answered ${response.status}`)
  const page = (await response.text())
    .replace('name="log-key" content=""', () => attributes('log-key', vkey))
    .replace('name="founders" content=""', () => attributes('founders', founders))
  const url = URL.createObjectURL(new Blob([page], { type: 'text/html' }))
  const link = document.createElement('a')
  link.href = url
  link.download = 'maru-check.html'
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}

/** Keys and validators are what somebody gave: nothing in them ends the attribute. */
const attributes = (name: string, content: string): string =>
  `name="${name}" content="${content.replaceAll(/[&"<>]/g, (sign) => `&#${sign.charCodeAt(0)};`)}"`
