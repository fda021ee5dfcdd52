/** Made-up texts, and the bytes that must not be found once they are erased. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sha256 } from '@maru/engines/host.ts'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { commitContent } from '@maru/services/content-commitment.ts'

export interface MadeUpText {
  readonly commitment: string
  readonly item: { readonly salt: Uint8Array; readonly content: { readonly [field: string]: string } }
}

/** A proposal's text, unless other content is given. The same name gives the same. */
export const madeUpText = (
  name: string,
  content: { readonly [field: string]: string } = {
    title: `${name}의 제목 "큰따옴표"`,
    body: `${name}의 본문\n둘째 줄`,
  },
): MadeUpText => {
  const salt = sha256(Buffer.from(`salt of ${name}`)).subarray(0, 16)
  return { commitment: bytesToHex(commitContent(sha256, salt, content)), item: { salt, content } }
}

/** All spellings in which a text could stand in a file, by its beginning, which stands wherever it does, or its salt. */
export const tracesOf = ({ item: { salt, content } }: MadeUpText): readonly Buffer[] => {
  const beginnings = Object.values(content).map((text) => text.slice(0, 16))
  const quoted = beginnings.flatMap((text) => [text, JSON.stringify(text).slice(1, -1)])
  const escaped = quoted.map((text) => text.replaceAll(/[\u0080-\uffff]/g, escapeUnit))
  const spelled = new Set([...quoted, ...escaped].flatMap((text) => [text, text.normalize('NFD')]))
  const hex = Buffer.from(salt).toString('hex')
  const salts = [hex, hex.toUpperCase(), Buffer.from(salt).toString('base64').slice(0, 20)]
  return [
    ...[...spelled].flatMap((text) => [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le')]),
    Buffer.from(salt),
    ...salts.map((text) => Buffer.from(text)),
  ]
}

const escapeUnit = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`

/** A journal's file goes when its blocks are in the state. */
const isGone = (error: NodeJS.ErrnoException): undefined => {
  if (error.code !== 'ENOENT') throw error
}

/** The files below a folder that hold one of the byte strings, with which of them. Reads every byte. */
export const filesWith = async (folder: string, traces: readonly Uint8Array[]): Promise<string[]> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const found: string[] = []
  for (const entry of entries.filter((each) => each.isFile())) {
    const path = join(entry.parentPath, entry.name)
    const bytes = await readFile(path).catch(isGone)
    if (!bytes) continue
    const at = traces.findIndex((trace) => bytes.includes(trace))
    if (at >= 0) found.push(`${path}: ${Buffer.from(traces[at]!).toString('latin1')}`)
  }
  return found
}
