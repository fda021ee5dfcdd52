/** How old the list of states is that cards are judged by, until when it is good, and how to get a newer one. */
import { useState } from 'react'
import type { SignedStatusList } from '@maru/credentials/status-list.ts'
import { cityNow } from '@maru/web/city/clock.ts'
import type { Tone } from '@maru/web/kit/badge.tsx'
import { Button } from '@maru/web/kit/button.tsx'
import { Notice } from '@maru/web/kit/notice.tsx'
import { useNow } from '@maru/web/screens/tracker/use-now.ts'
import { useFormat } from '@maru/web/texts/format.ts'
import { useTexts } from './texts.ts'
import type { Trusted } from './use-trusted.ts'

/** Signed again each half of its `ttl`; older than twice that is one which nobody could fetch. */
const stateOf = ({ issuedAtSeconds, expiresAtSeconds, ttlSeconds }: SignedStatusList) => {
  const seconds = cityNow() / 1_000
  if (seconds >= expiresAtSeconds) return 'expired'
  return seconds > issuedAtSeconds + 2 * ttlSeconds ? 'old' : 'fresh'
}

const tones: { readonly [state in ReturnType<typeof stateOf>]: Tone } = {
  fresh: 'information',
  old: 'warning',
  expired: 'danger',
}

export const ListAge = ({
  list,
  onRefetch,
}: {
  readonly list: SignedStatusList
  readonly onRefetch: () => Promise<Trusted | undefined>
}) => {
  const t = useTexts()
  const { relative, dateTime } = useFormat()
  const [isStill, setStill] = useState(false)
  // It grows old while the page is open.
  useNow()
  const state = stateOf(list)
  const issuedAt = list.issuedAtSeconds * 1_000
  const times = { made: dateTime(issuedAt), until: dateTime(list.expiresAtSeconds * 1_000) }
  const refetch = async () => {
    setStill(false)
    const fetched = await onRefetch().catch(() => undefined)
    setStill((fetched?.list.issuedAtSeconds ?? 0) <= list.issuedAtSeconds && state !== 'fresh')
  }
  return (
    <Notice
      key={state}
      tone={tones[state]}
      title={state === 'expired' ? t('listOver') : t('listAge', { age: relative(issuedAt, cityNow()) })}
      isUrgent={state === 'expired'}
    >
      <p>{t(`list-${state}`, times)}</p>
      <div>
        <Button
          size="small"
          look={state === 'expired' ? 'primary' : 'tertiary'}
          onClick={() => void refetch()}
        >
          {t('fetchNow')}
        </Button>
      </div>
      <p role="status">{isStill && t('fetchedSame')}</p>
    </Notice>
  )
}
