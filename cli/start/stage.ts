/**
 * Where the demonstration's stories are played: a ledger of its own whose clock follows them, with residents whose keys
 * anyone can compute. Transactions and texts are salted by their place in the play, so that the same stories at the
 * same time give the same city.
 */
import { createHash } from 'node:crypto'
import { cityToGenesis, type City } from '@maru/cities/city.ts'
import { developmentSigner, type Signer } from '@maru/client/keys.ts'
import { developmentVotingSecret } from '@maru/client/membership/development.ts'
import { identityOf } from '@maru/client/membership/identity.ts'
import { newIdentity, newKey } from '@maru/client/new-key.ts'
import { signTransaction } from '@maru/client/transaction.ts'
import { openSolo } from '@maru/engines/solo/open.ts'
import type { CborValue } from '@maru/kernel/codec/cbor.ts'
import type { Event } from '@maru/kernel/execute.ts'
import { numberToBytes } from '@maru/kernel/membership/numbers.ts'
import { createRules } from '@maru/kernel/rules.ts'
import { commitContent } from '@maru/services/content-commitment.ts'
import { answersReads } from '@maru/services/answers/reads.ts'
import { services } from '@maru/services/index.ts'
import { openCityContent, submitWithText } from '../city-content.ts'
import { host } from '../host.ts'

export interface StageOptions {
  readonly folder: string
  readonly city: City
  /** Milliseconds since 1970; the ledger's clock begins here. */
  readonly starts: number
}

export interface Act {
  readonly signer: Signer
  /** As `proposals/open-proposal`. */
  readonly action: string
  readonly input: { readonly [field: string]: CborValue }
  /** Its commitment goes into the input as `content`. */
  readonly text?: { readonly [field: string]: CborValue }
}

export type Stage = Awaited<ReturnType<typeof openStage>>

export const openStage = async ({ folder, city, starts }: StageOptions) => {
  const genesis = cityToGenesis(city)
  let time = starts
  const ledger = await openSolo({
    folder,
    genesis,
    rules: createRules(services, host.hash),
    clock: () => time,
    quietMs: 0,
  })
  const content = await openCityContent(folder, ledger)
  let acts = 0
  const votingIdentity = (resident: Signer, district: string) => {
    const { commitment } = identityOf(developmentVotingSecret(resident.keyId), genesis.chain)
    const groups = ['city', 'city-14', 'city-18', 'city-19', `district-${district}`]
    return newIdentity(resident, genesis.chain, numberToBytes(commitment), groups)
  }

  /** Resolves to the events once it is recorded. Throws when it is refused: then the stories are wrong. */
  const act = async ({ signer, action: path, input, text }: Act): Promise<readonly Event[]> => {
    const [service, action] = path.split('/') as [string, string]
    const salt = createHash('sha256').update(`maru demonstration: ${++acts}`).digest().subarray(0, 16)
    const options = { chain: genesis.chain, validUntil: time + 300_000, salt }
    const sign = (whole: CborValue): Uint8Array =>
      signTransaction(signer, { service, action, input: whole }, options)
    const submit = () => {
      if (text === undefined) return ledger.submit(sign(input))
      const commitment = commitContent(host.hash, salt, text)
      const bytes = sign({ ...input, content: commitment })
      return submitWithText(ledger, content, bytes, { content: text, salt, commitment })
    }
    const result = await submit()
    if (!result.ok) throw new Error(`the demonstration's ${path} was refused: ${result.refusal.code}`)
    return 'events' in result.value.receipt ? result.value.receipt.events : []
  }

  return {
    act,
    enrol: async (count: number): Promise<readonly Signer[]> => {
      const residents = Array.from({ length: count }, (_, index) => residentSigner(index))
      const enrol = (resident: Signer, index: number) => {
        const district = city.districts[index % city.districts.length]?.id ?? ''
        const person = { district, birthYearBand: 1950 + 10 * (index % 6) }
        const identity = index < votersCount && { identity: votingIdentity(resident, district) }
        const input = { ...newKey(resident, genesis.chain), ...person, ...identity }
        return act({ signer: developmentSigner('registrar'), action: 'residents/enrol-resident', input })
      }
      await Promise.all(residents.map(enrol))
      return residents
    },
    /** The answer that is owed after a poll: it arises with the clock, and in the receipt of no act. */
    dutyAfter: (poll: number): number => answersReads.dutyAfter(ledger.snapshot().view, poll) ?? 0,
    /** Goes there step by step, so that timers run close to their moments. */
    moveTo: (moment: number): void => {
      while (time < moment) {
        time = Math.min(time + stepMs, moment)
        ledger.runTimers()
      }
    },
    close: async (): Promise<void> => {
      await ledger.close()
      await content.close()
    },
  }
}

const stepMs = 600_000

/** So many can vote without a name: enough to be one of several, and few enough to start quickly. */
const votersCount = 24

export const residentSigner = (index: number): Signer => developmentSigner(`resident-${index + 1}`)
