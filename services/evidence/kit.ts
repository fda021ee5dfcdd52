import { serviceKit } from '@maru/kernel/service.ts'
import type { Tables } from './state.ts'

/** A validator of the network, as the institutions name it. */
export interface KnownValidator {
  readonly validator: string
  readonly institution: string
  readonly name: string
}

export interface Needs {
  /** By the first 20 bytes of the SHA-256 of its voting key. */
  readonly validatorOf: (address: string) => KnownValidator | undefined
  /** By the vkey with which it cosigns checkpoints. */
  readonly validatorOfCosigner: (vkey: string) => KnownValidator | undefined
}

export const { action, query, genesis } = serviceKit<Tables, { readonly [name: string]: never }, Needs>()
