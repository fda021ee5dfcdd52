/** The library beside a city in a real browser, registered with the demonstration's registrar. */
import assert from 'node:assert/strict'
import { developmentSigner } from '@maru/client/keys.ts'
import { signTransaction } from '@maru/client/transaction.ts'
import type { Ledger } from '@maru/kernel/ledger.ts'
import type { Attribute } from '@maru/services/sign-in/attributes.ts'
import { openRegistered } from './registered.ts'

export const openWebLibrary = (
  { issuer, ledger }: { readonly issuer: string; readonly ledger: Ledger },
  asks: readonly Attribute[],
) =>
  openRegistered({
    issuer,
    service: 'city-library',
    asks,
    register: async (entry) => {
      const wish = { service: 'sign-in', action: 'register-service', input: entry }
      const options = { chain: ledger.genesis.chain, validUntil: Date.now() + 60_000 }
      const result = await ledger.submit(signTransaction(developmentSigner('registrar'), wish, options))
      assert.ok(result.ok && 'events' in result.value.receipt, JSON.stringify(result))
    },
  })
