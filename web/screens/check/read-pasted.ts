import { isLightBundle } from '@maru/kernel/consensus/is-light-bundle.ts'

/** What somebody put into the field: a receipt itself, or the name of one. */
export type Pasted =
  | { readonly kind: 'receipt'; readonly file: string }
  | { readonly kind: 'act'; readonly id: string }
  /** A page of another city, which this one cannot be asked about. */
  | { readonly kind: 'elsewhere'; readonly host: string }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'unknown' }

/** `host` is this city's own. */
export const readPasted = (text: string, host: string): Pasted => {
  const trimmed = text.trim()
  if (trimmed === '') return { kind: 'nothing' }
  if (trimmed.startsWith('c2sp.org/tlog-proof') || isLightBundle(trimmed))
    return { kind: 'receipt', file: text }
  if (/^https?:\/\/\S+$/.test(trimmed) && URL.canParse(trimmed)) {
    const url = new URL(trimmed)
    if (url.host !== host) return { kind: 'elsewhere', host: url.host }
    const id = idIn(url.pathname)
    return id === undefined ? { kind: 'unknown' } : { kind: 'act', id }
  }
  const id = idIn(trimmed)
  if (id !== undefined) return { kind: 'act', id }
  // Several lines are a receipt that is not whole: the worker says what is wrong with it.
  return trimmed.includes('\n') ? { kind: 'receipt', file: text } : { kind: 'unknown' }
}

const idIn = (text: string): string | undefined =>
  /(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])/i.exec(text)?.[0].toLowerCase()
