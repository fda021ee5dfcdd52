/**
 * The server's own secrets for signing in, in one file that only its owner reads: keys that sign ID tokens, that sign
 * cookies, and the one that makes pairwise subjects. The last is never changed, or residents would be strangers to
 * every service; it cannot be made again, so the file belongs in every backup.
 */
import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { z } from 'zod'

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

export const rotateEveryMs = 30 * 86_400_000
/** An ID token lives for minutes; clocks and caches of services are given a day. */
const keptMs = 86_400_000

/** Makes the file where there is none. */
export const openSignInKeys = (path: string, now: number): SignInKeys => {
  const keys = read(path) ?? write(path, create(now))
  const rotated = rotateKeys(keys, now)
  return rotated === keys ? keys : write(path, rotated)
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

const read = (path: string): SignInKeys | undefined => {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
  return schema.parse(JSON.parse(text))
}

/** Whole or not at all: without the old keys residents would be strangers everywhere. */
const write = (path: string, keys: SignInKeys): SignInKeys => {
  const beside = `${path}.new`
  const file = openSync(beside, 'w', 0o600)
  writeSync(file, `${JSON.stringify(keys, null, 2)}\n`)
  fsyncSync(file)
  closeSync(file)
  renameSync(beside, path)
  return keys
}
