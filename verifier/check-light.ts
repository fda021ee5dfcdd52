/**
 * What the validators of a network vouch for, checked offline: from validators that one trusts, through all changes of
 * them, to a commit over the log's checkpoint, and from there to an entry. Neither the log's key nor the server is
 * believed.
 *
 * Each block has to be signed by more than two thirds of those trusted before it, not by one third as CometBFT's light
 * client asks for: a receipt is checked years later, when nobody can be held to account any more.
 */
import { equalBytes } from '@maru/kernel/codec/cbor.ts'
import { encodeUtf8 } from '@maru/kernel/codec/utf8.ts'
import { type LightBundle, parseLightBundle } from '@maru/kernel/consensus/bundle.ts'
import { type CommitHost, type Signed, twoThirds } from '@maru/kernel/consensus/commit.ts'
import { parseGenesis } from '@maru/kernel/consensus/json.ts'
import {
  blockTrusted,
  genesisTrusted,
  type Trusted,
  verifyStep,
} from '@maru/kernel/consensus/light-client.ts'
import { instantToMs } from '@maru/kernel/consensus/time.ts'
import {
  inOrder,
  type Validator,
  validatorsHash,
  validatorsProblem,
} from '@maru/kernel/consensus/validators.ts'
import { parseCheckpoint } from '@maru/kernel/log/checkpoint.ts'
import { leafHash } from '@maru/kernel/log/leaf.ts'
import { parseNote } from '@maru/kernel/log/note.ts'
import { verifyInclusion } from '@maru/kernel/log/proof.ts'
import { fail, ok, type Result } from '@maru/kernel/log/result.ts'
import { parseTlogProof } from '@maru/kernel/log/tlog-proof.ts'

export interface LightChecked {
  readonly origin: string
  readonly size: number
  readonly root: Uint8Array
  /** The signed note, whose signatures were not looked at. */
  readonly checkpoint: string
  readonly index: number
  readonly entry: Uint8Array
  /** Of the block that vouches. */
  readonly height: number
  readonly time: number
  /** All who could have signed it, by name where the trusted file has one, and whether they did. */
  readonly validators: readonly Voucher[]
  readonly power: number
  readonly totalPower: number
  /** Blocks on the way, each with the share of power that signed it. */
  readonly steps: readonly Signed[]
}

export interface Voucher {
  readonly name: string
  readonly publicKey: Uint8Array
  readonly power: number
  readonly hasSigned: boolean
}

/** `start` is CometBFT's genesis.json, or a file with its chain_id, genesis_time and validators. */
export const checkLight = async (
  host: CommitHost,
  start: unknown,
  file: string,
): Promise<Result<LightChecked>> => {
  const trusted = trustedStart(host, start)
  if (!trusted.ok) return trusted
  const bundle = parseLightBundle(file)
  if (!bundle.ok) return bundle
  const steps = await follow(host, trusted.value, bundle.value)
  if (!steps.ok) return steps
  const { header, validators } = bundle.value.blocks.at(-1)!
  const proven = checkReceipt(host, bundle.value.receipt, header.appHash)
  if (!proven.ok) return proven
  if (proven.value.origin !== `maru.${header.chain}`)
    return fail('light-origin', `the log is ${proven.value.origin}, not the one of ${header.chain}`)
  const { signers, power, totalPower } = steps.value.at(-1)!
  return ok({
    ...proven.value,
    height: header.height,
    time: instantToMs(header.time),
    validators: validators.map((validator) => ({
      ...validator,
      name: nameOf(validator, trusted.value.validators),
      hasSigned: signers.includes(validator),
    })),
    power,
    totalPower,
    steps: steps.value,
  })
}

const trustedStart = (host: CommitHost, start: unknown): Result<Trusted> => {
  const genesis = parseGenesis(start)
  if (!genesis.ok) return genesis
  const { chain, time, validators } = genesis.value
  const wrong = validatorsProblem(validators)
  if (wrong) return fail('validators-wrong', wrong)
  return ok(genesisTrusted(host, chain, time, inOrder(host.hash, validators)))
}

/** Whoever trusts later validators than those of the genesis begins where these are in office. */
const follow = async (
  host: CommitHost,
  start: Trusted,
  { blocks }: LightBundle,
): Promise<Result<Signed[]>> => {
  const hash = validatorsHash(host.hash, start.validators)
  const first = blocks.findIndex(({ header }) => equalBytes(header.validatorsHash, hash))
  const steps: Signed[] = []
  let trusted = start
  for (const block of blocks.slice(Math.max(first, 0))) {
    const signed = await verifyStep(host, trusted, block, { trustLevel: twoThirds })
    if (!signed.ok) return signed
    steps.push(signed.value)
    trusted = blockTrusted(block)
  }
  return ok(steps)
}

const checkReceipt = ({ hash }: CommitHost, receipt: string, appHash: Uint8Array) => {
  const proof = parseTlogProof(receipt)
  if (!proof.ok) return proof
  const { index, hashes, extra: entry, checkpoint } = proof.value
  const note = parseNote(checkpoint)
  if (!note.ok) return note
  if (!equalBytes(hash(encodeUtf8(note.value.text)), appHash))
    return fail('light-checkpoint', 'the checkpoint is not the one that the validators have signed')
  const said = parseCheckpoint(note.value.text)
  if (!said.ok) return said
  if (!entry) return fail('proof-no-entry', 'the receipt does not carry its entry')
  const { origin, size, root } = said.value
  if (!verifyInclusion(hash, index, size, leafHash(hash, entry), hashes, root))
    return fail('proof-invalid', 'the entry is not the one that the proof is for')
  return ok({ origin, size, root, checkpoint, index, entry })
}

const nameOf = ({ publicKey }: Validator, named: readonly Validator[]): string =>
  named.find((other) => equalBytes(other.publicKey, publicKey))?.name ?? ''
