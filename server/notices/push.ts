/**
 * Web push (RFC 8030): encrypted for the one browser (RFC 8291) and signed with this server's key (RFC 8292), see
 * push-message.ts. It is sent by fetch, so that no redirect is followed and every request has a time limit.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { SendError } from './mail.ts'
import { createPushKeys, encryptFor, vapid, type PushKeys } from './push-message.ts'
import type { Push } from './subject.ts'

export interface Pusher {
  /** What a browser subscribes with (applicationServerKey), base64url. */
  readonly publicKey: string
  /** Whether this server sends there. An endpoint is an address somebody hands in: not all of the network is open to them. */
  readonly isAllowed: (endpoint: string) => boolean
  /** Resolves when the push service took it; rejects with a `SendError`, or `GoneError` when the browser ended it. */
  readonly send: (push: Pick<Push, 'endpoint' | 'p256dh' | 'auth'>, message: object) => Promise<void>
}

export class GoneError extends SendError {
  constructor() {
    super('the subscription has ended', true)
  }
}

export interface PushOptions {
  /** Where this server's key lies; made when it is not there. */
  readonly keyFile: string
  /** Whom a push service writes to when something is wrong: `mailto:` or `https:` (RFC 8292 section 2.1). */
  readonly contact: string
  /** Origins of push services beside the well-known ones. */
  readonly origins?: readonly string[]
  readonly timeoutMs?: number
}

export const openPusher = ({ keyFile, contact, origins = [], timeoutMs = 10_000 }: PushOptions): Pusher => {
  const keys = readKeys(keyFile)
  const allowed = new Set(origins)
  return {
    publicKey: keys.publicKey,
    isAllowed: (endpoint) => {
      if (!URL.canParse(endpoint)) return false
      const { origin, protocol, hostname, port, username } = new URL(endpoint)
      const isKnown = protocol === 'https:' && port === '' && username === '' && services.test(hostname)
      return isKnown || allowed.has(origin)
    },
    send: async (browser, message) => {
      const { endpoint } = browser
      const body = Uint8Array.from(encryptFor(browser, JSON.stringify(message)))
      const status = await post(endpoint, vapid(endpoint, contact, keys), body, timeoutMs)
      if (status === 404 || status === 410) throw new GoneError()
      if (status < 200 || status > 299)
        throw new SendError(`the push service answered ${status}`, status < 500 && status !== 429)
    },
  }
}

/** Those of Chrome, Firefox, Safari and Edge. */
const services =
  /^(?:fcm\.googleapis\.com|updates\.push\.services\.mozilla\.com|(?:[a-z0-9-]+\.)*push\.apple\.com|(?:[a-z0-9-]+\.)*notify\.windows\.com)$/

const post = async (
  url: string,
  authorization: string,
  body: Uint8Array<ArrayBuffer>,
  timeoutMs: number,
): Promise<number> => {
  try {
    const signal = AbortSignal.timeout(timeoutMs)
    const headers = {
      authorization,
      'content-encoding': 'aes128gcm',
      'content-type': 'application/octet-stream',
      ttl: '86400',
    }
    const response = await fetch(url, { method: 'POST', headers, body, redirect: 'error', signal })
    await response.body?.cancel()
    return response.status
  } catch (error) {
    throw new SendError((error as Error).message, false)
  }
}

const readKeys = (file: string): PushKeys => {
  mkdirSync(dirname(file), { recursive: true })
  if (!existsSync(file)) writeFileSync(file, JSON.stringify(createPushKeys()), { mode: 0o600, flag: 'wx' })
  return JSON.parse(readFileSync(file, 'utf8')) as PushKeys
}
