/** What is being written stays on this device until it is sent, whatever happens to the page. */
import { useState } from 'react'

export type Draft = { readonly [field: string]: string }

/** `name` tells one form's draft from another's. `clear` forgets it, here and on the device. */
export const useDraft = <Fields extends Draft>(name: string, empty: Fields) => {
  const storeName = `maru.draft.${name}`
  const [draft, setDraft] = useState<Fields>(() => ({ ...empty, ...read(storeName, empty) }))
  const change = (fields: Partial<Fields>): void => {
    const changed = { ...draft, ...fields }
    setDraft(changed)
    try {
      localStorage.setItem(storeName, JSON.stringify(changed))
    } catch {
      // Then it lasts as long as the page.
    }
  }
  const clear = (): void => {
    setDraft(empty)
    try {
      localStorage.removeItem(storeName)
    } catch {
      // Nothing was kept.
    }
  }
  return { draft, change, clear }
}

const read = <Fields extends Draft>(storeName: string, empty: Fields): Partial<Fields> => {
  try {
    const kept = JSON.parse(localStorage.getItem(storeName) ?? '{}') as Record<string, unknown>
    const known = Object.keys(empty).filter((field) => typeof kept[field] === 'string')
    return Object.fromEntries(known.map((field) => [field, kept[field]])) as Partial<Fields>
  } catch {
    return {}
  }
}
