/** The lock of a row of the state: pressed, this browser proves it. What proves is loaded with the press. */
import { lazy, Suspense, useState } from 'react'
import { Button } from '../../kit/button.tsx'
import { Icon } from '../../kit/icon.tsx'
import { Skeleton } from '../../kit/skeleton.tsx'
import type { StateProofProps } from '../check/state-proof.tsx'
import { useTexts } from './texts.ts'

const StateProof = lazy(async () => ({ default: (await import('../check/state-proof.tsx')).StateProof }))

export const ProveState = (props: StateProofProps) => {
  const t = useTexts()
  const [presses, setPresses] = useState(0)
  return (
    <>
      <div>
        <Button look="primary" onClick={() => setPresses(presses + 1)}>
          <Icon name="lock" />
          {t('proveState')}
        </Button>
      </div>
      {presses > 0 && <Proved key={presses} {...props} />}
    </>
  )
}

export const Proved = (props: StateProofProps) => (
  <Suspense fallback={<Skeleton lines={8} height="32rem" />}>
    <StateProof {...props} />
  </Suspense>
)
