/** What a card says, by the vault and the ledger, and the copies of it that a device gets. */
import { randomBytes, randomInt } from 'node:crypto'
import type { JWK } from 'jose'
import { issueCredential } from '@maru/credentials/credential.ts'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import type { Ledger } from '@maru/kernel/ledger.ts'
import { commitCard } from '@maru/services/card/card-commitment.ts'
import { cardReads } from '@maru/services/card/reads.ts'
import { Problem } from '../problem.ts'
import type { Vault } from '../vault/vault.ts'
import { attributesOf, dayIn, nextAnswerChanges, startOfDay } from './attributes.ts'
import type { Grants } from './grants.ts'
import { cardKeyIds, type CardKeys } from './keys.ts'
import { cardType, statusUri } from './metadata.ts'
import { listSize, type CardOffice } from './office.ts'
import type { CardTables } from './tables.ts'

export interface CardMakerOptions {
  readonly ledger: Ledger
  readonly tables: CardTables
  readonly vault: Pick<Vault, 'read'>
  readonly office: CardOffice
  readonly grants: Grants
  readonly keys: CardKeys
  readonly did: string
  readonly origin: string
  readonly utcOffsetMinutes: number
  readonly now: () => number
}

export const createCardMaker = (options: CardMakerOptions) => {
  const { ledger, tables, vault, office, grants, keys, did, origin, utcOffsetMinutes, now } = options

  /** A copy for each holder's key. The card before is revoked. */
  const make = async (account: string, holders: readonly JWK[]): Promise<string[]> => {
    const person = await vault.read(account, { purpose: 'card', by: office.account })
    if (!person) throw new Problem('W40-no-person')
    const before = await tables.cardOf(account)
    if (before && cardReads.cardOf(ledger.snapshot().view, before.commitment)?.state !== 'revoked')
      await office.change(before.commitment, 'revoked', 'replaced')
    const today = dayIn(now(), utcOffsetMinutes)
    const claims = attributesOf(person, await grants.facilitiesOf(account, now()), today)
    // To the day: the second would lead from one copy to another.
    const issuedAtSeconds = startOfDay(today, utcOffsetMinutes) / 1_000
    const expiresAtSeconds = endOf(person.birthDate, today, issuedAtSeconds)
    const salt = randomBytes(32)
    const commitment = bytesToHex(commitCard(ledger.rules.hash, salt, ledger.genesis.chain, account))
    const indexes = drawIndexes(tables, holders.length)
    await tables.putCard(account, {
      salt: salt.toString('hex'),
      commitment,
      indexes,
      issuedAtSeconds,
      expiresAtSeconds,
    })
    office.issued()
    return Promise.all(
      holders.map((holder, copy) =>
        issueCredential({
          issuer: did,
          keyId: `${did}#${cardKeyIds.card}`,
          key: keys.card,
          type: cardType(origin),
          holder: holder,
          status: { uri: statusUri(origin), index: indexes[copy]! },
          issuedAtSeconds,
          expiresAtSeconds,
          claims: { ...claims },
          disclosable: [
            ...Object.keys(claims).map((name) => [name]),
            ...claims.facility_grants.map((_, index) => ['facility_grants', index]),
          ],
          decoyCount: 8 - Object.keys(claims).length,
        }),
      ),
    )
  }

  /** When the city says, or on the day on which an answer about age becomes another. */
  const endOf = (birthDate: string, today: string, issuedAtSeconds: number): number => {
    const days = cardReads.issuer(ledger.snapshot().view)?.cardDays ?? 0
    const changes = nextAnswerChanges(birthDate, today)
    const end = issuedAtSeconds + days * 86_400
    return changes === undefined ? end : Math.min(end, startOfDay(changes, utcOffsetMinutes) / 1_000)
  }

  return make
}

/** By chance, so that a number says nothing of when the card was issued. */
const drawIndexes = (tables: CardTables, count: number): number[] => {
  const drawn: number[] = []
  for (let tries = 0; drawn.length < count; tries++) {
    if (tries > 1_000) throw new Problem('W42-busy', 'the status list is full')
    const index = randomInt(listSize)
    if (!tables.isTaken(index) && !drawn.includes(index)) drawn.push(index)
  }
  return drawn
}
