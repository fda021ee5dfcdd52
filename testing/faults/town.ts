/** Fills the new town of a run: residents, and proposals to support, over HTTP as anybody would. */
import { randomBytes } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { dev } from '@maru/cities/dev.ts'
import { CityRefusal, createCityClient, type Submitted } from '@maru/client/city-client.ts'
import { createSeed, developmentSigner, signerFromSeed, type Signer } from '@maru/client/keys.ts'
import { newKey } from '@maru/client/new-key.ts'
import { signTransaction } from '@maru/client/transaction.ts'
import { sha256 } from '@maru/engines/host.ts'
import { commitContent } from '@maru/services/content-commitment.ts'

export interface Town {
  readonly residents: readonly Signer[]
  readonly proposals: readonly number[]
}

export const foundTown = async (url: string, residentCount: number, proposalCount: number): Promise<Town> => {
  const client = createCityClient(url)
  const submit = async (...sent: Parameters<typeof client.submit>): Promise<Submitted> => {
    // The city's server comes up before its validators have found each other.
    for (let attempt = 0; ; attempt++) {
      try {
        return await client.submit(...sent)
      } catch (error) {
        if (attempt === 360 || (error instanceof CityRefusal && error.status < 500)) throw error
        await wait(500)
      }
    }
  }
  const sign = (signer: Signer, path: string, input: Parameters<typeof signTransaction>[1]['input']) => {
    const [service, action] = path.split('/') as [string, string]
    return signTransaction(
      signer,
      { service, action, input },
      { chain: dev.chain, validUntil: Date.now() + 300_000 },
    )
  }
  const residents = Array.from({ length: residentCount }, () => signerFromSeed(createSeed()))
  await Promise.all(
    residents.map((resident) => {
      const input = { ...newKey(resident, dev.chain), district: dev.districts[0]!.id, birthYearBand: 1980 }
      return submit(sign(developmentSigner('registrar'), 'residents/enrol-resident', input))
    }),
  )
  const open = async (number: number): Promise<number> => {
    const salt = randomBytes(16)
    const content = { title: `Faults ${number}`, body: '' }
    const input = { field: dev.fields[0]!.id, district: null, content: commitContent(sha256, salt, content) }
    const { events } = await submit(sign(residents[0]!, 'proposals/open-proposal', input), { content, salt })
    return events[0]![1]['proposal'] as number
  }
  const proposals: number[] = []
  for (let number = 1; number <= proposalCount; number++) proposals.push(await open(number))
  return { residents, proposals }
}
