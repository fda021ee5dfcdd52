/** Four made-up institutions, of whom three vouch for every checkpoint they are asked for. */
import { formatLightBundle } from '@maru/kernel/consensus/bundle.ts'
import type { LightBlock } from '@maru/kernel/consensus/light-client.ts'
import type { Consensus } from '@maru/kernel/ledger.ts'
import { encodeBase64 } from '@maru/kernel/log/base64.ts'
import { parseNote } from '@maru/kernel/log/note.ts'
import { parseTlogProof } from '@maru/kernel/log/tlog-proof.ts'
import { accepted } from '@maru/kernel/refusal.ts'
import { hash, madeUpBlock, madeUpValidator } from './made-up-chain.ts'

const validators = [1, 2, 3, 4].map(() => madeUpValidator(10))

export const madeUpFounders = (chain: string): object => ({
  chain_id: chain,
  genesis_time: '2026-01-01T00:00:00Z',
  validators: validators.map(({ publicKey }, at) => ({
    pub_key: { type: 'tendermint/PubKeyEd25519', value: encodeBase64(publicKey) },
    power: '10',
    name: `institution ${at + 1}`,
  })),
})

export const madeUpConsensus = (chain: string): Consensus => ({
  genesis: madeUpFounders(chain),
  vouch: async (text) => accepted([blockOver(text, chain)]),
})

/** Of `elsewhere`, they have signed another checkpoint. */
export const madeUpVouched = (receipt: string, chain: string, elsewhere = ''): string => {
  const proof = parseTlogProof(receipt)
  const note = proof.ok ? parseNote(proof.value.checkpoint) : proof
  if (!note.ok) throw new Error(note.message)
  return formatLightBundle({ blocks: [blockOver(note.value.text + elsewhere, chain)], receipt })
}

const blockOver = (text: string, chain: string): LightBlock =>
  madeUpBlock({
    height: 5,
    validators,
    header: { chain, appHash: hash(Buffer.from(text)) },
    signedChain: chain,
    vote: (validator) => (validator === validators[0] ? 'absent' : 'block'),
  })
