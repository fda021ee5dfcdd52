/**
 * Whether this device is at the place of a poll. The position is compared here and goes nowhere; only "yes" stands in
 * the vote, and nobody can check it.
 */
import { Button } from '@maru/web/kit/button.tsx'
import { Notice } from '@maru/web/kit/notice.tsx'
import layout from '@maru/web/parts/layout.module.css'
import { useFormat } from '@maru/web/texts/format.ts'
import { useState } from 'react'
import type { Place } from '../state.ts'
import { metresTo } from './distance.ts'
import { useTexts } from './texts.ts'

type Found =
  | { readonly found: 'nothing' | 'asking' | 'denied' | 'unknown' }
  | { readonly found: 'here' | 'away'; readonly metres: number }

const timeoutMs = 20_000

export const PlaceCheck = ({
  place,
  isHere,
  onHere,
}: {
  readonly place: Place
  readonly isHere: boolean
  readonly onHere: (isHere: boolean) => void
}) => {
  const t = useTexts()
  const format = useFormat()
  const [state, setState] = useState<Found>({ found: 'nothing' })
  const check = () => {
    setState({ found: 'asking' })
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        const metres = metresTo(place, coords)
        const found = metres <= place.radiusMetres ? 'here' : 'away'
        setState({ found, metres })
        onHere(found === 'here')
      },
      ({ code }) => setState({ found: code === 1 ? 'denied' : 'unknown' }),
      { enableHighAccuracy: true, timeout: timeoutMs, maximumAge: 0 },
    )
  }
  return (
    <div className={layout['stack']}>
      <Notice tone="information" title={t('placeTitle', { metres: format.number(place.radiusMetres) })}>
        <p>{t('placeHelp')}</p>
      </Notice>
      {!isHere && (
        <div>
          <Button onClick={check} aria-busy={state.found === 'asking'}>
            {t('placeCheck')}
          </Button>
        </div>
      )}
      <p role="status" className={state.found === 'nothing' ? 'visually-hidden' : undefined}>
        {said()}
      </p>
    </div>
  )

  function said(): string {
    if (state.found === 'nothing') return ''
    if (state.found === 'away') return t('place-away', { metres: format.number(Math.round(state.metres)) })
    return t(`place-${state.found}`)
  }
}
