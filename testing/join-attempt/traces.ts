/** What the city knows of votes and of residents, made of what it was sent and what stands in its log. */
import { createHash } from 'node:crypto'
import { parseTransaction } from '@maru/kernel/transaction.ts'
import { numberToBytes } from '@maru/kernel/membership/numbers.ts'
import { bytesToHex, hexToBytes } from '@maru/kernel/codec/hex.ts'
import { sha256 } from '@maru/engines/host.ts'
import type { Trace } from './joins.ts'
import type { Cast, Resident } from './scene.ts'
import type { Named } from './stored.ts'
import type { Tapped } from './tap.ts'

export const tracesOfVotes = (casts: readonly Cast[], tapped: readonly Tapped[]): readonly Trace[] => {
  const byBody = new Map(tapped.map((each) => [digestOf(each), each]))
  return casts.map(({ account, transaction, body }) => {
    const request = byBody.get(body)
    if (!request) throw new Error('a vote came in no request that was seen')
    return { account, ...traceOf([request]), bytes: [transaction] }
  })
}

export const tracesOfResidents = (
  residents: readonly Resident[],
  tapped: readonly Tapped[],
  isVote: (request: Tapped) => boolean,
): readonly Trace[] =>
  residents.map(({ signer, identity, device }) => {
    const own = traceOf(tapped.filter((each) => each.address === device.address && !isVote(each)))
    const signed = [signer.publicKey, hexToBytes(signer.keyId), numberToBytes(identity.commitment)]
    return { account: signer.keyId, ...own, bytes: [...own.bytes, ...signed] }
  })

/** What a vote is known by, wherever it is written. */
export const marksOfVote = ({ account, transaction }: Cast): Named => {
  const parsed = parseTransaction(transaction, sha256)
  if (!parsed.ok || !parsed.value.membership) throw new Error('no vote')
  const { id, keyId, membership } = parsed.value
  const { nullifier, proof } = membership
  return { name: account, marks: [hexToBytes(id), hexToBytes(keyId), nullifier, proof.slice(0, 32)] }
}

export const marksOfResident = ({ signer, identity }: Resident): Named => ({
  name: signer.keyId,
  marks: [hexToBytes(signer.keyId), signer.publicKey, numberToBytes(identity.commitment)],
})

/** By what a device is known to the server that it talks to. Nothing of it is to be written anywhere. */
export const marksOfDevice = ({ signer, device }: Resident): Named => ({
  name: signer.keyId,
  marks: [device.address, device.agent, device.session].map((text) => Buffer.from(text)),
})

export const digestOf = ({ body }: Tapped): string =>
  bytesToHex(createHash('sha256').update(Buffer.from(body, 'base64')).digest())

const traceOf = (requests: readonly Tapped[]): Omit<Trace, 'account'> => ({
  fields: requests.flatMap(({ address, method, url, headers, body }) => [
    address,
    `${method} ${url}`,
    `size ${body.length}`,
    ...headers,
  ]),
  bytes: requests.map(({ body }) => Buffer.from(body, 'base64')),
  times: requests.map(({ at }) => at),
  ports: requests.map(({ port }) => port),
})
