/**
 * What an institution tells the others before a network begins: who it is, who speaks for it, and the public halves
 * of the keys that its machine has made for itself. No secret is in it, and none ever leaves the machine.
 */
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { parseVkey, type Vkey } from '@maru/kernel/log/vkey.ts'
import { institutionFields } from '@maru/services/governance/inputs.ts'
import { host } from '../host.ts'
import { UsageError } from '../terminal.ts'

const hexOf = (bytes: number) => z.string().regex(new RegExp(`^[0-9a-f]{${2 * bytes}}$`))
const words = z.string().min(1).max(100)

/** Where others reach it: a name or an address, and a port. */
export const reachable = z.string().regex(/^[A-Za-z0-9.-]{1,253}:[1-9][0-9]{0,4}$/)

const schema = z.strictObject({
  format: z.literal('maru-founder/1'),
  chain: z.string().regex(/^[a-z][a-z0-9-]{2,39}$/),
  institution: z.strictObject({
    institution: institutionFields.institution,
    ko: words,
    en: words,
    /** How many of the officers make its approval. */
    required: z.int().min(1).max(50),
    officers: z
      .array(
        z.strictObject({
          algorithm: z.enum(['Ed25519', 'ES256']),
          publicKey: z.string().regex(/^(?:[0-9a-f]{64}|[0-9a-f]{130})$/),
        }),
      )
      .min(1)
      .max(50),
  }),
  name: z.string().regex(/^[a-z0-9][a-z0-9.-]{0,62}$/),
  /** Votes on blocks. */
  votingKey: hexOf(32),
  /** What CometBFT calls it among its peers. */
  nodeId: hexOf(20),
  /** Where the others' CometBFT dials it. */
  peers: reachable,
  /** Where its log is read and checkpoints are cosigned. */
  url: z.url({ protocol: /^https?$/ }).max(200),
  /** As vkeys: its log's key, and the one that it cosigns with. */
  logKey: z.string().max(300),
  cosigner: z.string().max(300),
  /** With which its machine reports validators that sign two things. */
  machineKey: hexOf(32),
})

export type Founder = z.infer<typeof schema>

/** Reads what an institution has sent. Throws a UsageError that names the file. */
export const readFounder = (path: string): Founder => {
  const parsed = schema.safeParse(jsonIn(path))
  if (!parsed.success)
    throw new UsageError(`${path} is not as maru network keys writes it: ${z.prettifyError(parsed.error)}`)
  const founder = parsed.data
  if (vkeyOf(founder.logKey).name !== `maru.${founder.chain}`)
    throw new UsageError(`${path}: the key of the log is not one of maru.${founder.chain}`)
  vkeyOf(founder.cosigner)
  return founder
}

const jsonIn = (path: string): unknown => {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    throw new UsageError(`${path} cannot be read: ${(error as Error).message}`)
  }
}

export const vkeyOf = (text: string): Vkey => {
  const vkey = parseVkey(host.hash, text)
  if (vkey.ok) return vkey.value
  throw new UsageError(`${text} is no verifier key: ${vkey.message}`)
}

export const founderText = (founder: Founder): string => `${JSON.stringify(founder, undefined, 2)}\n`

/** What is read out when two compare a file: the hash of what it says, however it is spaced, in groups of four. */
export const fingerprintOf = (value: object): string =>
  bytesToHex(host.hash(Buffer.from(JSON.stringify(value))))
    .slice(0, 40)
    .replaceAll(/(.{4})(?!$)/g, '$1 ')
