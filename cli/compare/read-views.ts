/** What a log says of itself in several places: on servers and mirrors, and in files that friends kept. */
import { existsSync, readFileSync } from 'node:fs'
import { type Checkpoint, parseCheckpoint } from '@maru/kernel/log/checkpoint.ts'
import { parseNote } from '@maru/kernel/log/note.ts'
import { parsePolicy } from '@maru/kernel/log/policy.ts'
import { verifyNote } from '@maru/kernel/log/signature.ts'
import { parseTlogProof } from '@maru/kernel/log/tlog-proof.ts'
import { formatVkey, parseVkey, type Vkey } from '@maru/kernel/log/vkey.ts'
import { createLogClient, type LogFilesClient } from '@maru/witness/log-client.ts'
import { host } from '../host.ts'
import { UsageError } from '../terminal.ts'

export interface View extends Checkpoint {
  /** The address or file. */
  readonly where: string
  /** The signed note. */
  readonly note: string
  /** Absent for a file: only the checkpoint is known. */
  readonly client?: LogFilesClient
}

/** Logs are on servers, so their keys are believed only as far as one server's word goes; `given` are from elsewhere. */
export interface Views {
  readonly views: readonly View[]
  readonly keys: readonly Vkey[]
}

export const readViews = async (places: readonly string[], given: readonly Vkey[]): Promise<Views> => {
  const read = await Promise.all(
    places.map(async (place) => (isUrl(place) ? readServer(place) : readKept(place))),
  )
  const keys = new Map([...given, ...read.flatMap((each) => each.keys)].map((key) => [formatVkey(key), key]))
  const known = [...keys.values()]
  return { keys: known, views: read.map(({ where, note, client }) => viewOf(where, note, client, known)) }
}

interface Read {
  readonly where: string
  readonly note: string
  readonly client?: LogFilesClient
  readonly keys: readonly Vkey[]
}

const isUrl = (place: string): boolean => /^https?:\/\//.test(place)

/** The city's address, or the one of the log's files. */
const readServer = async (url: string): Promise<Read> => {
  const client = createLogClient(url.replace(/\/+$/, '').replace(/(\/log)?$/, '/log'))
  const text = async (path: string): Promise<string | undefined> => {
    const bytes = await client.read(path)
    return bytes && new TextDecoder().decode(bytes)
  }
  const note = await text('checkpoint')
  if (note === undefined)
    throw new UsageError(`${url} has no checkpoint; is it a city, or the files of a log?`)
  const vkey = parseVkey(host.hash, ((await text('vkey')) ?? '').trim())
  const policy = parsePolicy(host.hash, (await text('policy')) ?? '')
  const named = policy.ok ? [...policy.value.logs, ...policy.value.witnesses].map((each) => each.vkey) : []
  return { where: url, note, client, keys: vkey.ok ? [vkey.value, ...named] : named }
}

/** A checkpoint, or a receipt, which has one in it. */
const readKept = (path: string): Read => {
  if (!existsSync(path)) throw new UsageError(`${path} is no address and no file`)
  const text = readFileSync(path, 'utf8')
  const receipt = parseTlogProof(text)
  return { where: path, note: receipt.ok ? receipt.value.checkpoint : text, keys: [] }
}

const viewOf = (
  where: string,
  note: string,
  client: LogFilesClient | undefined,
  keys: readonly Vkey[],
): View => {
  const parsed = parseNote(note)
  const checkpoint = parsed.ok ? parseCheckpoint(parsed.value.text) : parsed
  if (!parsed.ok || !checkpoint.ok) throw new UsageError(`${where} has no checkpoint that can be read`)
  const own = keys.filter(({ name }) => name === checkpoint.value.origin)
  const signed = verifyNote(parsed.value, own, host.verifyEd25519)
  if (!signed.ok)
    throw new UsageError(
      `${where}: ${signed.message}. Name the key of the log with --vkey FILE, got from somewhere else`,
    )
  return { ...checkpoint.value, where, note, ...(client && { client }) }
}
