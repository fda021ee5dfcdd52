/** A step that ends by leaving for where the server says. Until the next page is there, the step is still under way. */
import { useCallback, useState } from 'react'

export const useWayOn = () => {
  const [state, setState] = useState<'idle' | 'going' | { readonly error: unknown }>('idle')
  const go = useCallback((step: () => Promise<string>) => {
    setState('going')
    step().then(
      (to) => location.assign(to),
      (error: unknown) => setState(isCancelled(error) ? 'idle' : { error }),
    )
  }, [])
  return { go, isGoing: state === 'going', error: typeof state === 'object' ? state.error : undefined }
}

/** Whoever closes the browser's window for passkeys knows it. */
const isCancelled = (error: unknown): boolean => error instanceof Error && error.name === 'NotAllowedError'
