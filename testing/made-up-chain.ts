/** Not part of the ledger: chains of blocks for tests, signed by made-up validators however a test wants. */
import { createHash, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto'
import type { VerifySignature } from '@maru/kernel/crypto/host.ts'
import type { CommitHost, CommitVote } from '@maru/kernel/consensus/commit.ts'
import { type BlockId, type Header, headerHash } from '@maru/kernel/consensus/header.ts'
import type { LightBlock } from '@maru/kernel/consensus/light-client.ts'
import { addressOf, inOrder, type Validator, validatorsHash } from '@maru/kernel/consensus/validators.ts'
import { voteSignBytes } from '@maru/kernel/consensus/vote.ts'

export const hash = (data: Uint8Array): Uint8Array =>
  new Uint8Array(createHash('sha256').update(data).digest())

const verifySignature: VerifySignature = async ({ publicKey, message, signature }) => {
  const x = Buffer.from(publicKey).toString('base64url')
  return verify(null, message, { key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' }, signature)
}

export const host: CommitHost = { hash, verifySignature }

export interface MadeUpValidator extends Validator {
  readonly privateKey: KeyObject
}

export const madeUpValidator = (power: number): MadeUpValidator => {
  const { privateKey } = generateKeyPairSync('ed25519')
  const publicKey = new Uint8Array(Buffer.from(privateKey.export({ format: 'jwk' }).x ?? '', 'base64url'))
  return { publicKey, power, privateKey }
}

export interface MadeUpBlock {
  readonly height: number
  readonly validators: readonly MadeUpValidator[]
  readonly next?: readonly Validator[]
  readonly header?: Partial<Header>
  /** How each votes; for the block unless said otherwise. */
  readonly vote?: (validator: MadeUpValidator) => 'block' | 'nil' | 'absent'
  /** Chain that the signatures name. */
  readonly signedChain?: string
}

export const chain = 'made-up-1'

export const madeUpBlock = ({
  height,
  validators: unordered,
  next = unordered,
  header: changes,
  vote = () => 'block',
  signedChain = chain,
}: MadeUpBlock): LightBlock => {
  const validators = inOrder(hash, unordered) as MadeUpValidator[]
  const header: Header = {
    blockVersion: 11,
    appVersion: 0,
    chain,
    height,
    time: { seconds: 1_800_000_000 + height, nanos: 5 },
    lastBlock: blockIdOf(hash(Uint8Array.of(height))),
    lastCommitHash: hash(Uint8Array.of(1)),
    dataHash: hash(Uint8Array.of(2)),
    validatorsHash: validatorsHash(hash, validators),
    nextValidatorsHash: validatorsHash(hash, inOrder(hash, next)),
    consensusHash: hash(Uint8Array.of(3)),
    appHash: hash(Uint8Array.of(4)),
    lastResultsHash: hash(Uint8Array.of(5)),
    evidenceHash: hash(Uint8Array.of(6)),
    proposer: hash(validators[0]!.publicKey).subarray(0, 20),
    ...changes,
  }
  const block = blockIdOf(headerHash(hash, header))
  const votes = validators.map((validator): CommitVote | undefined => {
    const choice = vote(validator)
    if (choice === 'absent') return undefined
    const { time } = header
    const isForBlock = choice === 'block'
    const message = voteSignBytes(signedChain, {
      type: 'precommit',
      height,
      round: 0,
      block: isForBlock ? block : undefined,
      time,
    })
    const signature = new Uint8Array(sign(null, message, validator.privateKey))
    return { address: addressOf(hash, validator), isForBlock, time, signature }
  })
  return { header, commit: { height, round: 0, block, votes }, validators }
}

const blockIdOf = (hashed: Uint8Array): BlockId => ({ hash: hashed, partCount: 1, partsHash: hash(hashed) })
