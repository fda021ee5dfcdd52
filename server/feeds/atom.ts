/** Atom (RFC 4287): what is new, for feed readers. Texts are plain text, never markup. */
import { hash } from 'node:crypto'
import { html, type Html } from '../html.ts'
import type { Language } from '../language.ts'

export interface AtomFeed {
  /** What the feed's id is made from; it stays the same wherever the city is served. */
  readonly name: string
  readonly language: Language
  readonly title: string
  /** Of the city, who answers for the feed. */
  readonly author: string
  /** The address under which the reader sees this server, and the path of the feed there. */
  readonly origin: string
  readonly path: string
  /** Milliseconds since 1970, of a feed without entries. */
  readonly time: number
  readonly entries: readonly AtomEntry[]
}

export interface AtomEntry {
  readonly name: string
  readonly title: string
  readonly published: number
  readonly updated: number
  /** Path on this server. */
  readonly path: string
  readonly category?: string
  readonly text?: string | null
}

export const atomType = 'application/atom+xml; charset=utf-8'

export const formatAtom = (feed: AtomFeed): string => {
  const { name, language, title, author, origin, path, time, entries } = feed
  const updated = entries.reduce((latest, entry) => Math.max(latest, entry.updated), time)
  return html`<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${language}">
<id>${idOf(name)}</id>
<title>${printable(title)}</title>
<updated>${isoTime(updated)}</updated>
<author><name>${printable(author)}</name></author>
<link rel="self" type="application/atom+xml" href="${origin + path}"/>
<link rel="alternate" type="text/html" href="${origin}/"/>
${entries.map((entry) => formatEntry(entry, origin))}</feed>
`.html
}

const formatEntry = (
  { name, title, published, updated, path, category, text }: AtomEntry,
  origin: string,
): Html =>
  html`<entry>
<id>${idOf(name)}</id>
<title>${printable(title)}</title>
<published>${isoTime(published)}</published>
<updated>${isoTime(updated)}</updated>
<link rel="alternate" type="application/json" href="${origin + path}"/>
${category !== undefined && html`<category term="${category}"/>`}
${typeof text === 'string' && html`<content type="text">${printable(text)}</content>`}
</entry>
`

const isoTime = (time: number): string => new Date(time).toISOString()

/** A UUID of version 8 (RFC 9562 section 5.8) from the name's SHA-256: ids must not change with a city's address. */
const idOf = (name: string): string => {
  const digits = hash('sha256', name, 'hex')
  const variant = ((Number.parseInt(digits.slice(16, 17), 16) & 3) | 8).toString(16)
  const parts = [digits.slice(0, 8), digits.slice(8, 12), `8${digits.slice(13, 16)}`]
  return `urn:uuid:${parts.join('-')}-${variant}${digits.slice(17, 20)}-${digits.slice(20, 32)}`
}

/** XML 1.0 has no way to write some characters that a text may have (section 2.2). */
const printable = (text: string): string =>
  text.replaceAll(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '\u{fffd}')
