import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import type { Applying } from '@maru/kernel/service.ts'
import type { Needs, Parameters } from './kit.ts'
import type { Tables } from './state.ts'
import { continueCase } from './store-case.ts'

/** Lets a hidden text be served again, and says so. */
export const restore = (
  context: Applying<Tables, Parameters, Needs>,
  number: number,
  reasons: Uint8Array,
): void => {
  const about = continueCase(context, number, 'restored', { by: context.actor, content: reasons })
  const { service, number: place, content } = about
  context.emit('text-restored', { case: number, service, number: place, content: bytesToHex(content) })
}
