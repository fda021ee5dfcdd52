/**
 * The server's own secrets for signing in, in one file that only its owner reads: keys that sign ID tokens, that sign
 * cookies, and the one that makes pairwise subjects. The last is never changed, or residents would be strangers to
 * every service; it cannot be made again, so the file belongs in every backup. It is encrypted under a key of its own,
 * which lies in it as the key service wrapped it.
 */
import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs'
import { z } from 'zod'
import type { KeyService } from '../vault/key-service.ts'
import { replaceFile } from './replace-file.ts'
import { open, seal } from './xaes.ts'

const signingKey = z.strictObject({
  since: z.int(),
  jwk: z.strictObject({
    kty: z.literal('EC'),
    crv: z.literal('P-256'),
    x: z.string(),
    y: z.string(),
    d: z.string(),
    kid: z.string(),
    alg: z.literal('ES256'),
    use: z.literal('sig'),
  }),
})

const schema = z.strictObject({
  pairwise: z.string().length(64),
  /** The newest first: it signs, the others are only believed. */
  cookies: z.array(z.string().length(64)).min(1),
  signing: z.array(signingKey).min(1),
})

export type SignInKeys = z.infer<typeof schema>

const sealedSchema = z.strictObject({ key: z.string().min(1), sealed: z.base64() })

export const rotateEveryMs = 30 * 86_400_000
/** An ID token lives for minutes; clocks and caches of services are given a day. */
const keptMs = 86_400_000

/** Makes the file where there is none, and writes it anew when it is open to read, or not under the newest key. */
export const openSignInKeys = async (
  path: string,
  keyService: KeyService,
  now: number,
): Promise<SignInKeys> => {
  const kept = await read(path, keyService)
  const keys = rotateKeys(kept?.keys ?? create(now), now)
  const isNewest = kept?.wrapped?.startsWith(await keyService.newest()) === true
  if (kept?.keys !== keys || !isNewest) await write(path, keyService, keys)
  return keys
}

/** The same keys when it is not time. Nothing is dropped that something still valid may have been signed with. */
export const rotateKeys = (keys: SignInKeys, now: number): SignInKeys => {
  const [newest, ...older] = keys.signing
  const isDue = now - newest!.since >= rotateEveryMs
  const kept = older.length > 0 && now - newest!.since >= keptMs ? [newest!] : keys.signing
  if (!isDue) return kept.length === keys.signing.length ? keys : { ...keys, signing: kept }
  return {
    ...keys,
    cookies: [secret(), keys.cookies[0]!],
    signing: [createSigningKey(now), newest!],
  }
}

const create = (now: number): SignInKeys => ({
  pairwise: secret(),
  cookies: [secret()],
  signing: [createSigningKey(now)],
})

const secret = (): string => randomBytes(32).toString('hex')

const createSigningKey = (since: number): SignInKeys['signing'][number] => {
  const { x, y, d } = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' })
  const kid = randomBytes(12).toString('base64url')
  return {
    since,
    jwk: { kty: 'EC', crv: 'P-256', x: x!, y: y!, d: d!, kid, alg: 'ES256', use: 'sig' },
  }
}

interface Kept {
  readonly keys: SignInKeys
  /** Absent in a file from before files were sealed. */
  readonly wrapped?: string
}

const read = async (path: string, keyService: KeyService): Promise<Kept | undefined> => {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
  const json: unknown = JSON.parse(text)
  const file = sealedSchema.safeParse(json)
  if (!file.success) return { keys: schema.parse(json) }
  const { key: wrapped, sealed } = file.data
  const opened = open(await keyService.unwrap(wrapped, subject), about, Buffer.from(sealed, 'base64'))
  return { keys: schema.parse(JSON.parse(opened.toString())), wrapped }
}

/** Whole or not at all: without the old keys residents would be strangers everywhere. */
const write = async (path: string, keyService: KeyService, keys: SignInKeys): Promise<void> => {
  const key = randomBytes(32)
  const wrapped = await keyService.wrap(key, subject)
  const sealed = seal(key, about, Buffer.from(JSON.stringify(keys))).toString('base64')
  const beside = `${path}.new`
  const file = openSync(beside, 'w', 0o600)
  writeSync(file, `${JSON.stringify({ key: wrapped, sealed }, null, 2)}\n`)
  fsyncSync(file)
  closeSync(file)
  replaceFile(beside, path)
}

const subject = 'sign-in key: keys.json'
const about = Buffer.from('keys.json')
