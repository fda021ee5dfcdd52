/** Questions that several actions ask in the same words. */
import { ok, refuse, type Checking } from '@maru/kernel/service.ts'
import { isPublicKey } from '@maru/kernel/transaction.ts'
import type { Needs } from './kit.ts'
import type { Asked, RelyingService, Tables } from './state.ts'

type Context = Checking<Tables, { readonly [name: string]: never }, Needs>
type Verdict = ReturnType<typeof refuse> | undefined

export const checkRegistrar = ({ needs, actor }: Context): Verdict =>
  needs.hasRole(actor, 'registrar') ? ok : refuse('O1-not-registrar')

/** O3, O4, O5. */
export const checkEntry = ({
  publicKey,
  redirects,
  asks,
}: {
  readonly publicKey: Uint8Array
  readonly redirects: readonly string[]
  readonly asks: readonly Asked[]
}): Verdict => {
  if (new Set(redirects).size < redirects.length) return refuse('O3-address-twice')
  if (new Set(redirects.map(hostOf)).size > 1) return refuse('O3-several-hosts')
  if (new Set(asks.map(({ attribute }) => attribute)).size < asks.length) return refuse('O4-asked-twice')
  return isPublicKey('ES256', publicKey) ? ok : refuse('O5-key-malformed')
}

/** The scheme and two slashes stand before it. */
const hostOf = (redirect: string): string => redirect.split('/')[2] ?? ''

/** O6: the service, or why nothing can be done to it any more. */
export const checkAlive = (
  { tables }: Context,
  code: string,
  judge: (row: RelyingService) => Verdict = () => ok,
): Verdict => {
  const row = tables.relying.get([code])
  if (!row) return refuse('O2-unknown-service')
  return row.state === 'ended' ? refuse('O6-ended') : judge(row)
}
