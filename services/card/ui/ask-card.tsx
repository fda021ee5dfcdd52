/** A facility asks: the question as a picture for a phone, and what came of it. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { pathQuery } from '@maru/web/city/api.ts'
import { askCardOffice, explained } from '@maru/web/city/card-office.ts'
import type { City } from '@maru/web/city/city.ts'
import type { Person } from '@maru/web/city/persons.ts'
import { Button } from '@maru/web/kit/button.tsx'
import { Checks } from '@maru/web/kit/checks.tsx'
import { Notice } from '@maru/web/kit/notice.tsx'
import { Section } from '@maru/web/kit/page.tsx'
import { ErrorState } from '@maru/web/kit/states.tsx'
import { CopyText } from '@maru/web/screens/devices/copy-text.tsx'
import { QrCode } from '@maru/web/screens/devices/qr-code.tsx'
import { CityRefusal } from '@maru/client/city-client.ts'
import { claimNames, type ClaimName } from './claim-names.ts'
import { useClaimWords } from './claims.ts'
import { ShownClaims } from './shown-claims.tsx'
import type { FacilityRow } from './facilities.ts'
import { useTexts } from './texts.ts'

interface Started {
  readonly check: string
  readonly link: string
}

interface Outcome {
  readonly state: 'waiting' | 'declined' | 'accepted' | 'refused'
  readonly claims?: { readonly [name: string]: unknown }
  readonly shownAt?: number
  readonly code?: string
}

export const AskCard = ({
  city,
  person,
  facility: { facility },
}: {
  readonly city: City
  readonly person: Person
  readonly facility: FacilityRow
}) => {
  const t = useTexts()
  const { labelOf } = useClaimWords()
  const [chosen, setChosen] = useState<readonly ClaimName[]>([])
  const [started, setStarted] = useState<Started>()
  const [error, setError] = useState<unknown>()
  const ask = async () => {
    setError(undefined)
    try {
      const asks = chosen.length === 0 ? ['card'] : [...chosen]
      setStarted(await askCardOffice<Started>(person, city, 'start-check', { facility, asks }))
    } catch (error) {
      setError(error)
    }
  }
  if (started) return <Waiting started={started} onAgain={() => setStarted(undefined)} />
  return (
    <Section title={t('askTitle')}>
      <Checks
        legend={t('askChoose')}
        options={claimNames.map((name) => ({ value: name, label: labelOf(name) }))}
        values={chosen}
        onChange={setChosen}
      />
      <div>
        <Button look="primary" onClick={() => void ask()}>
          {t('ask')}
        </Button>
      </div>
      {error !== undefined && <ErrorState error={error} />}
    </Section>
  )
}

const Waiting = ({ started, onAgain }: { readonly started: Started; readonly onAgain: () => void }) => {
  const t = useTexts()
  const { data } = useQuery({
    ...pathQuery<Outcome>(`/api/card-office/checks/${started.check}`),
    // Also while the counter's window is not the one in front, and when the network was away for a moment.
    networkMode: 'always',
    refetchIntervalInBackground: true,
    refetchInterval: ({ state }) => ((state.data?.state ?? 'waiting') === 'waiting' ? 1_000 : false),
  })
  const state = data?.state ?? 'waiting'
  return (
    <Section title={t('askTitle')}>
      {state === 'waiting' && (
        <>
          <p>{t('askScan')}</p>
          <QrCode text={started.link} label={t('askPicture')} />
          <CopyText title={t('askAsText')} text={started.link} />
        </>
      )}
      <div role="status">
        {state === 'waiting' && <p>{t('askWaiting')}</p>}
        {state === 'declined' && <Notice tone="warning" title={t('askDeclined')} />}
        {state === 'accepted' && <ShownClaims claims={data?.claims ?? {}} shownAt={data?.shownAt ?? 0} />}
        {state === 'refused' && <Refused code={data?.code ?? ''} />}
      </div>
      <div>
        <Button onClick={onAgain}>{t('askAgain')}</Button>
      </div>
    </Section>
  )
}

const Refused = ({ code }: { readonly code: string }) => {
  const t = useTexts()
  const told = explained({ code })
  return (
    <Notice tone="danger" title={t('notAccepted')} isUrgent>
      {told instanceof CityRefusal && <p>{told.message}</p>}
    </Notice>
  )
}
