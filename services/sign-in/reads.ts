/** For the sign-in server, which judges each request by what the ledger says now. */
import { tablesReader } from '@maru/kernel/state/table.ts'
import type { View } from '@maru/kernel/state/view.ts'
import { tables, type Consent, type RelyingService } from './state.ts'

const read = tablesReader('sign-in', tables)

export const signInReads = {
  relyingOf: (view: View, code: string): RelyingService | undefined => read(view).relying.get([code]),
  /** By its commitment: 64 hexadecimal digits. */
  consentOf: (view: View, commitment: string): Consent | undefined => read(view).consents.get([commitment]),
}
