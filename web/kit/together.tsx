/**
 * Parts of a page of which nobody knows how tall they will be: shown at once when each has its first answer, so that
 * none pushes down another that is being read. What comes late is shown when it comes.
 */
import { useIsFetching } from '@tanstack/react-query'
import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import { Skeleton } from './skeleton.tsx'
import styles from './skeleton.module.css'

/** An answer may lead to another question: a duty to the text of its answer. */
const quietMs = 50
const waitMsMax = 3_000

export const Together = ({
  height,
  children,
}: {
  /** Of what stands there meanwhile: enough to keep what follows off the screen. */
  readonly height: string
  readonly children: ReactNode
}) => {
  const [loading, setLoading] = useState(0)
  const [hold] = useState(() => (by: 1 | -1) => setLoading((count) => count + by))
  const unanswered = useIsFetching({ predicate: ({ state }) => state.status === 'pending' })
  const [isShown, setShown] = useState(false)
  const since = useRef(Date.now())
  const isSettled = loading === 0 && unanswered === 0
  useEffect(() => {
    if (isShown) return undefined
    const left = since.current + waitMsMax - Date.now()
    const timer = setTimeout(() => setShown(true), Math.min(left, isSettled ? quietMs : left))
    return () => clearTimeout(timer)
  }, [isSettled, isShown])
  return (
    <Holding value={hold}>
      {!isShown && <Skeleton lines={8} height={height} />}
      <div className={styles['together']} hidden={!isShown}>
        {children}
      </div>
    </Holding>
  )
}

/** Stands in for code that is being loaded; what is shown together waits for it. */
export const StillLoading = () => {
  const hold = useContext(Holding)
  useLayoutEffect(() => {
    hold(1)
    return () => hold(-1)
  }, [hold])
  return null
}

const Holding = createContext<(by: 1 | -1) => void>(() => undefined)
