/**
 * The desk by keyboard: j and k go to the next and the previous row, Enter opens it, Escape leaves, ? shows the keys.
 * Nothing happens while somebody types, and letters can be turned off (WCAG 2.2, 2.1.4): who dictates or has a tremor
 * presses them without meaning to.
 */
import { useEffect, useRef, useState } from 'react'

export interface DeskKeys {
  /** The row that j and k go on from when no row has the focus. */
  readonly openId: string | undefined
  readonly leave: () => void
  readonly help: () => void
}

/** What makes a link a row. */
export const rowMark = (id: string) => ({ 'data-desk-row': id })

export const focusRow = (id: string): void => rowOf(id)?.focus()

/** Scrolls the list, and not the page, to a row. */
export const showRow = (id: string): void => {
  const row = rowOf(id)
  const list = row?.closest('ul')
  if (row && list) list.scrollTop = row.offsetTop
}

export const useDeskKeys = (keys: DeskKeys): void => {
  const current = useRef(keys)
  current.current = keys
  useEffect(() => {
    const listen = (event: KeyboardEvent) => press(event, current.current)
    // Before a dialog has closed itself: what closes it shall not leave the page, too.
    addEventListener('keydown', listen, true)
    return () => removeEventListener('keydown', listen, true)
  }, [])
}

const storeName = 'maru.desk.letters'

export const useLetters = () => {
  const [isOn, setOn] = useState(areLettersOn)
  const change = (value: boolean): void => {
    setOn(value)
    try {
      localStorage.setItem(storeName, value ? 'on' : 'off')
    } catch {
      // Then they stay as they are.
    }
  }
  return [isOn, change] as const
}

const areLettersOn = (): boolean => {
  try {
    return localStorage.getItem(storeName) !== 'off'
  } catch {
    return true
  }
}

const press = (event: KeyboardEvent, { openId, leave, help }: DeskKeys): void => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
  if (isTyping(event.target) || document.querySelector('[role=dialog]')) return
  if (event.key === 'Escape') return leave()
  if (!areLettersOn()) return
  if (event.key === '?') help()
  // By its place: with a Korean keyboard the key says another letter.
  else if (event.code === 'KeyJ') step(1, openId)
  else if (event.code === 'KeyK') step(-1, openId)
  else return
  event.preventDefault()
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]') !== null

const rows = (): readonly HTMLElement[] => [...document.querySelectorAll<HTMLElement>('[data-desk-row]')]

const rowOf = (id: string): HTMLElement | undefined => rows().find((row) => row.dataset['deskRow'] === id)

const step = (by: 1 | -1, openId: string | undefined): void => {
  const all = rows()
  const focused = all.indexOf(document.activeElement as HTMLElement)
  const at = focused >= 0 ? focused : all.findIndex((row) => row.dataset['deskRow'] === openId)
  all[at < 0 ? 0 : Math.min(Math.max(at + by, 0), all.length - 1)]?.focus()
}
