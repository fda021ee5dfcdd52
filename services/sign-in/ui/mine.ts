/** One's own sign-ins: each time asked for with a signature, as for notices. */
import { cityClient } from '@maru/web/city/api.ts'
import { cityNow } from '@maru/web/city/clock.ts'
import { signerOf } from '@maru/web/city/keys.ts'
import type { StoredValue } from '@maru/web/city/store.ts'
import { signWish } from '@maru/web/city/wish.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Attribute } from '../attributes.ts'
import type { Mine } from './interaction.ts'

export interface Consent {
  readonly service: string
  readonly attributes: readonly Attribute[]
  readonly asked: readonly Attribute[]
  readonly until: number
  readonly commitment: string
  readonly at: number
  readonly usedAt: number
  readonly endedAt: number | null
  readonly isInForce: boolean
  readonly isRecorded: boolean
}

export interface Passkey {
  readonly id: string
  readonly addedAt: number
  readonly usedAt: number | null
  readonly isBackedUp: boolean
}

export interface SignIns {
  readonly consents: readonly Consent[]
  readonly passkeys: readonly Passkey[]
  readonly arePasskeysOn: boolean
}

type Input = { readonly [field: string]: StoredValue }

// Not under the service's own name: what a block changes is asked for again by everyone, and this is one's own.
const keyOf = ({ person }: Mine) => ['own-sign-ins', person.account]

export const useSignIns = (mine: Mine) =>
  useQuery({ queryKey: keyOf(mine), queryFn: () => ask<SignIns>(mine, 'list', {}), staleTime: 0 })

export const useSignInAct = (mine: Mine) => {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (run: (send: (action: string, input: Input) => Promise<object>) => Promise<unknown>) =>
      run((action, input) => ask<object>(mine, action, input)),
    onSettled: () => queries.invalidateQueries({ queryKey: keyOf(mine) }),
    networkMode: 'always',
  })
}

/** The authenticator of this device makes the key; the account's key says whose it is. */
export const addPasskey = async (
  send: (action: string, input: Input) => Promise<object>,
): Promise<unknown> => {
  const { startRegistration } = await import('@simplewebauthn/browser')
  type Options = Parameters<typeof startRegistration>[0]['optionsJSON']
  const optionsJSON = (await send('passkey-options', {})) as Options
  const response = await startRegistration({ optionsJSON })
  return send('add-passkey', { response: JSON.stringify(response) })
}

const ask = async <Answer>({ person, chain }: Mine, action: string, input: Input): Promise<Answer> => {
  const wish = { chain, service: 'sign-in', action, input, about: '', title: '' }
  const { bytes } = await signWish(await signerOf(person), wish, cityNow())
  return (await cityClient().askSignIn(bytes)) as Answer
}
