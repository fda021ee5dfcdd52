/** The other door: to the identity service of the city's choice, and back. */
import { CityRefusal } from '@maru/client/city-client.ts'
import { encode } from '@maru/kernel/codec/cbor.ts'
import type { Joiner } from '@maru/web/city/devices.ts'
import { Button } from '@maru/web/kit/button.tsx'
import { Notice } from '@maru/web/kit/notice.tsx'
import { ErrorState } from '@maru/web/kit/states.tsx'
import { currentSettings, useLanguage } from '@maru/web/texts/settings.ts'
import { useState } from 'react'
import type { Doors } from './doors.ts'
import { useTexts } from './texts.ts'

export const SignInElsewhere = ({
  name,
  joiner,
}: {
  readonly name: NonNullable<Doors['openid']>
  readonly joiner: Joiner
}) => {
  const t = useTexts()
  const language = useLanguage()
  const [error, setError] = useState<unknown>()
  const go = () =>
    void begin(joiner).then(
      (url) => location.assign(url),
      (cause: unknown) => setError(cause),
    )
  return (
    <>
      <p>{t('elsewhereWhat', { name: name[language] })}</p>
      {error !== undefined && <ErrorState error={error} onRetry={go} />}
      <div>
        <Button look="primary" onClick={go}>
          {t('signInAt', { name: name[language] })}
        </Button>
      </div>
    </>
  )
}

const begin = async ({ algorithm, publicKey, proof, identity }: Joiner): Promise<string> => {
  const device = { algorithm, publicKey, proof, ...(identity && { identity: { ...identity } }) }
  const response = await fetch('/api/enrolments/openid', {
    method: 'POST',
    headers: { 'content-type': 'application/cbor', 'accept-language': currentSettings().language },
    body: new Uint8Array(encode(device)),
  })
  const body = (await response.json()) as {
    readonly url: string
    readonly code?: string
    readonly detail?: string
  }
  if (!response.ok) throw new CityRefusal(response.status, body.code ?? '', body.detail ?? '')
  return body.url
}

/** What the way back says when nobody was enrolled. */
export const SignInFailed = ({ code }: { readonly code: string }) => {
  const t = useTexts()
  const known = told.find((each) => code.startsWith(`${each}-`))
  return (
    <Notice tone="warning" title={t('notEnrolled')} isUrgent>
      <p>{t(known ? `signIn-${known}` : 'signIn-other')}</p>
    </Notice>
  )
}

const told = ['V1', 'V2', 'V4', 'V9', 'V14', 'V18'] as const
