/** Signing in to public services with Maru: everything that the routes need, in one folder of its own. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { VerifySignature } from '@maru/kernel/crypto/host.ts'
import type { Ledger } from '@maru/kernel/ledger.ts'
import type { Cards } from '../card/cards.ts'
import type { Provider } from 'oidc-provider'
import { createGate } from '../signed-request.ts'
import type { KeyService } from '../vault/key-service.ts'
import { dayIn, type Identified } from '../card/attributes.ts'
import { claimsOf } from './attributes.ts'
import { clientOf } from './clients.ts'
import { createConsents } from './consents.ts'
import { createInteractions, type Interactions } from './interactions.ts'
import { openSignInKeys, rotateEveryMs, type SignInKeys } from './keys.ts'
import { loadSignIn } from './load.ts'
import { openRecordings } from './recordings.ts'
import { createRequests } from './requests.ts'
import { openSealedTables } from './seal-old.ts'
import { identifiersIn, walletClient, type Wallet, type WalletAuthorization } from './wallets.ts'

export interface SignInOptions {
  readonly folder: string
  /** Has the key that encrypts what the folder holds. */
  readonly keyService: KeyService
  readonly ledger: Ledger
  readonly verifySignature: VerifySignature
  /** Scheme, host and port at which residents and services reach this server. */
  readonly origin: string
  /** Without it nobody signs in with a card. */
  readonly cards?: () => Pick<Cards, 'checks' | 'offers' | 'isAnnounced' | 'heldBy' | 'audience'> | undefined
  /** For the service that is told. */
  readonly personOf: (account: string, service: string) => Promise<Identified | undefined>
  /** Minutes by which the city's clock is ahead of UTC. */
  readonly utcOffsetMinutes: number
  readonly production: boolean
  /** Wallets of others that may fetch a card; without them there is no such flow. */
  readonly wallets?: readonly Wallet[]
  /** The longest that a signed consent waits on its way to the ledger. */
  readonly recordDelayMsMax?: number
  readonly rowsMax?: number
  readonly warn: (line: string) => void
  readonly now?: () => number
}

export interface SignIn {
  /** Changes when keys are rotated. */
  readonly provider: () => Provider
  readonly issuer: string
  readonly origin: string
  readonly interactions: Interactions
  /** For the card office: what wallets' tokens are good for. Undefined where there are no wallets. */
  readonly walletAuthorization: WalletAuthorization | undefined
  /** Answers a signed request. */
  readonly request: (bytes: Uint8Array) => Promise<unknown>
  readonly close: () => Promise<void>
}

/** Below it the provider answers, and nothing else. */
export const providerPath = '/openid'

const lookForRotationMs = 3_600_000

export const openSignIn = async (options: SignInOptions): Promise<SignIn> => {
  const { folder, keyService, ledger, verifySignature, origin, production, wallets = [] } = options
  const { warn, now = Date.now } = options
  if (production && !origin.startsWith('https:')) throw new Error('signing in needs https in production')
  const { createProvider, createAdapters, createPasskeys } = await loadSignIn()
  mkdirSync(folder, { recursive: true })
  const keyFile = join(folder, 'keys.json')
  let keys = await openSignInKeys(keyFile, keyService, now())
  const tables = await openSealedTables(folder, keyService)
  const walletOf = (client: string) => wallets.find(({ wallet }) => wallet === client)
  const { adapterFor, revokeGrant } = createAdapters({
    tables,
    now,
    clientOf: (code) => {
      const wallet = walletOf(code)
      if (wallet) return walletClient(wallet)
      return clientOf(ledger.snapshot().view, code, production)
    },
    rowsMax: options.rowsMax ?? 200_000,
  })
  const consents = createConsents({ tables, ledger, now, revokeGrant })
  const issuer = `${origin}${providerPath}`
  const createWithKeys = (keys: SignInKeys): Provider =>
    createProvider({
      issuer,
      keys,
      adapter: adapterFor,
      ledger,
      consents,
      isWallet: (client) => walletOf(client) !== undefined,
      cardAudience: () => options.cards?.()?.audience,
      hasWallets: wallets.length > 0,
      offeredTo: (mark) => options.cards?.()?.offers.accountOf(mark),
      claims: async (account, service) => {
        const person = await options.personOf(account, service)
        const held = await options.cards?.()?.heldBy(account)
        return person && claimsOf(person, held, dayIn(now(), options.utcOffsetMinutes))
      },
    })
  let provider = createWithKeys(keys)
  const rotate = async (): Promise<void> => {
    if (now() - keys.signing[0]!.since < rotateEveryMs) return
    keys = await openSignInKeys(keyFile, keyService, now())
    provider = createWithKeys(keys)
  }
  const rotation = setInterval(
    () => void rotate().catch(({ message }: Error) => warn(`keys of sign-ins are not new yet: ${message}`)),
    lookForRotationMs,
  )
  rotation.unref()

  const accessOf: WalletAuthorization['accessOf'] = async (token) => {
    const found = await provider.AccessToken.find(token)
    if (!found?.isValid || found.clientId === undefined || !walletOf(found.clientId)) return undefined
    const { accountId: account, grantId, aud: audience, jkt: keyThumbprint } = found
    // A code that is used twice ends the grant, and with it what was got for the code.
    if (grantId === undefined || !(await provider.Grant.find(grantId))) return undefined
    return {
      account,
      audience: typeof audience === 'string' ? audience : undefined,
      scopes: [...found.scopes],
      identifiers: identifiersIn(found.rar),
      keyThumbprint,
      end: () => revokeGrant(grantId),
    }
  }

  const { name, chain } = ledger.genesis
  const passkeys = createPasskeys({ tables, now, origin, name: name['ko'] ?? chain })
  const recordings = openRecordings({
    tables,
    now,
    delayMsMax: options.recordDelayMsMax ?? 240_000,
    submit: (bytes) => ledger.submit(bytes),
  })
  const gate = createGate({ ledger, verifySignature, now, service: 'sign-in' })
  const answer = createRequests({ ledger, consents, passkeys })
  return {
    provider: () => provider,
    issuer,
    origin,
    interactions: createInteractions({
      provider: () => provider,
      ledger,
      verifySignature,
      passkeys,
      cards: options.cards ?? (() => undefined),
      origin,
      walletOf,
      consents,
      gate,
      record: recordings.add,
      now,
    }),
    walletAuthorization: wallets.length === 0 ? undefined : { issuer, accessOf },
    request: async (bytes) => answer(await gate(bytes)),
    close: async () => {
      clearInterval(rotation)
      await recordings.close()
      await tables.close()
    },
  }
}
