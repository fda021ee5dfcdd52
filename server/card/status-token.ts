/** The status list as readers of cards fetch it: signed, and signed again when half of its time to live is over. */
import { signStatusList } from '@maru/credentials/status-list.ts'
import { cardKeyIds, type CardKeys } from './keys.ts'
import { statusUri } from './metadata.ts'

/**
 * After how long readers with a network ask again, and for how long it says anything at all: a facility whose line is cut
 * for a day and the night before can work on (docs/decisions/0066).
 */
export const ttlSeconds = 300
const validSeconds = 36 * 3_600

export const createStatusToken = ({
  published,
  keys,
  did,
  origin,
  now,
}: {
  readonly published: () => Uint8Array
  readonly keys: CardKeys
  readonly did: string
  readonly origin: string
  readonly now: () => number
}) => {
  let signed: { readonly bytes: Uint8Array; readonly at: number; readonly token: Promise<string> } | undefined
  return (): Promise<string> => {
    const bytes = published()
    const time = now()
    if (signed?.bytes !== bytes || time > signed.at + (ttlSeconds * 1_000) / 2) {
      const issuedAtSeconds = Math.floor(time / 1_000)
      const token = signStatusList(
        {
          bits: 2,
          bytes,
          uri: statusUri(origin),
          issuer: did,
          keyId: `${did}#${cardKeyIds.card}`,
          issuedAtSeconds,
          expiresAtSeconds: issuedAtSeconds + validSeconds,
          ttlSeconds,
        },
        keys.card,
      )
      signed = { bytes, at: time, token }
    }
    return signed.token
  }
}
