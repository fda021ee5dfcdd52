/**
 * A key management service with the Transit interface of HashiCorp Vault and OpenBao: the key that encrypts keys never
 * leaves it. Rotating is its own command; the vault asks which version is the newest.
 */
import { z } from 'zod'
import type { KeyService } from './key-service.ts'

export interface TransitOptions {
  /** With the mount, as `https://kms.example.org:8200/v1/transit`. */
  readonly url: string
  /** The name of the key there, of type aes256-gcm96. */
  readonly key: string
  readonly token: string
  readonly timeoutMs?: number
}

export const transitService = ({ url, key, token, timeoutMs = 5_000 }: TransitOptions): KeyService => {
  const ask = async <Answer>(path: string, schema: z.ZodType<Answer>, body?: object): Promise<Answer> => {
    const response = await fetch(`${url}/${path}/${encodeURIComponent(key)}`, {
      method: body ? 'POST' : 'GET',
      headers: { 'x-vault-token': token, ...(body && { 'content-type': 'application/json' }) },
      body: body ? JSON.stringify(body) : null,
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`the key management service answered ${response.status} to ${path}`)
    return schema.parse(JSON.parse(text.slice(0, answerMax)))
  }
  const contextOf = (subject: string) => ({ associated_data: Buffer.from(subject).toString('base64') })
  return {
    newest: async () => {
      const { data } = await ask('keys', newestSchema)
      return `vault:v${data.latest_version}:`
    },
    wrap: async (bytes, subject) => {
      const { data } = await ask('encrypt', wrappedSchema, {
        plaintext: bytes.toString('base64'),
        ...contextOf(subject),
      })
      return data.ciphertext
    },
    unwrap: async (ciphertext, subject) => {
      const { data } = await ask('decrypt', unwrappedSchema, { ciphertext, ...contextOf(subject) })
      return Buffer.from(data.plaintext, 'base64')
    },
  }
}

const answerMax = 64 * 1024

const newestSchema = z.object({ data: z.object({ latest_version: z.int().min(1) }) })
const wrappedSchema = z.object({ data: z.object({ ciphertext: z.string().regex(/^vault:v\d+:/) }) })
const unwrappedSchema = z.object({ data: z.object({ plaintext: z.base64() }) })
