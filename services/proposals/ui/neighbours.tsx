/** In a demonstration city: a proposal's way to its next threshold, in seconds, by made-up neighbours. */
import { useCity } from '@maru/web/city/city.ts'
import { Button } from '@maru/web/kit/button.tsx'
import { Disclosure } from '@maru/web/kit/disclosure.tsx'
import { ErrorState } from '@maru/web/kit/states.tsx'
import { useEffect, useRef, useState } from 'react'
import { useNextThreshold } from './data.ts'
import { useTexts } from './texts.ts'

type State =
  | { readonly step: 'idle' }
  | { readonly step: 'asking'; readonly count: number }
  | { readonly step: 'all'; readonly count: number }
  | { readonly step: 'failed'; readonly error: unknown }

export const Neighbours = ({
  proposal,
  supports,
}: {
  readonly proposal: number
  readonly supports: number
}) => {
  const t = useTexts()
  const { data: city } = useCity()
  const [state, setState] = useState<State>({ step: 'idle' })
  const stop = useRef(new AbortController())
  useEffect(() => () => stop.current.abort(), [])
  const wanted = (useNextThreshold()(supports)?.max ?? supports) - supports
  if (city?.demonstration !== true || (wanted === 0 && state.step === 'idle')) return null

  const ask = async (): Promise<void> => {
    stop.current = new AbortController()
    const { signal } = stop.current
    const onSupport = (count: number) => setState({ step: 'asking', count })
    try {
      onSupport(0)
      const { askNeighbours } = await import('@maru/web/city/neighbours.ts')
      const count = await askNeighbours({ chain: city.chain, proposal, wanted, onSupport, signal })
      setState(count < wanted && !signal.aborted ? { step: 'all', count } : { step: 'idle' })
    } catch (error) {
      setState({ step: 'failed', error })
    }
  }

  return (
    <Disclosure title={t('neighbours')}>
      <p>{t('neighboursWhat')}</p>
      {state.step === 'failed' && <ErrorState error={state.error} onRetry={() => void ask()} />}
      {state.step === 'all' && <p role="status">{t('neighboursAll', { count: state.count })}</p>}
      {state.step === 'asking' ? (
        <>
          <p>{t('neighboursComing', { count: state.count })}</p>
          <Button look="secondary" onClick={() => stop.current.abort()}>
            {t('neighboursStop')}
          </Button>
        </>
      ) : (
        state.step === 'idle' && (
          <Button look="tertiary" onClick={() => void ask()}>
            {t('neighboursAsk', { count: wanted })}
          </Button>
        )
      )}
    </Disclosure>
  )
}
