/** A number that moves while one looks at it. It takes as much room as before, and is told politely when asked to. */
import { useEffect, useRef } from 'react'
import { useFormat } from '../texts/format.ts'
import { announce } from './announcer.tsx'
import styles from './count.module.css'

export const Count = ({
  value,
  announcement,
}: {
  readonly value: number
  /** What a screen reader says when the number has changed. */
  readonly announcement?: string
}) => {
  const format = useFormat()
  const before = useRef(value)
  useEffect(() => {
    if (before.current !== value && announcement !== undefined) announce(announcement)
    before.current = value
  }, [value, announcement])
  // A new key starts the short mark of change again.
  return (
    <span key={value} className={before.current === value ? styles['count'] : styles['moved']}>
      {format.number(value)}
    </span>
  )
}
