/** In a demonstration the mayor, whose key everybody knows, announces the card office, and a pool that reads cards. */
import { developmentSigner, type Signer } from '@maru/client/keys.ts'
import { newKey } from '@maru/client/new-key.ts'
import { signTransaction } from '@maru/client/transaction.ts'
import type { CborValue } from '@maru/kernel/codec/cbor.ts'
import type { Ledger } from '@maru/kernel/ledger.ts'
import { readSystem } from '@maru/kernel/system-tables.ts'
import { cardKeyIds, uncompressedPoint, type CardKeys } from '@maru/server/card/keys.ts'
import { cardReads } from '@maru/services/card/reads.ts'

export const developmentFacility = { facility: 'river-pool', ko: '강변 수영장', en: 'River Pool' }

export const announceDemonstrationOffice = async (
  ledger: Ledger,
  office: Signer,
  did: string,
  keys: CardKeys,
): Promise<void> => {
  const { chain } = ledger.genesis
  const mayor = developmentSigner('mayor')
  const view = () => ledger.snapshot().view
  const act = async (service: string, action: string, input: CborValue): Promise<void> => {
    const options = { chain, validUntil: Date.now() + 120_000 }
    const result = await ledger.submit(signTransaction(mayor, { service, action, input }, options))
    if (!result.ok) throw new Error(`the card office cannot be announced: ${result.refusal.code}`)
  }
  /** A department's officer works at the pool. */
  const facility = developmentSigner('department')
  if (!readSystem(view()).accounts.has([office.keyId]))
    await act('residents', 'register-officer', { ...newKey(office, chain), role: 'department' })
  if (!cardReads.facilityOf(view(), developmentFacility.facility))
    await act('card', 'register-facility', { ...developmentFacility, account: facility.keyId })
  if (cardReads.issuer(view())?.did === did) return
  await act('card', 'announce-issuer', {
    did,
    office: office.keyId,
    keys: [
      { id: cardKeyIds.card, publicKey: uncompressedPoint(keys.card) },
      { id: cardKeyIds.check, publicKey: uncompressedPoint(keys.check) },
    ],
    cardDays: 730,
    codeSeconds: 180,
  })
}
