/** For the office's server and for whoever reads cards. */
import type { ReadTables } from '@maru/kernel/state/table.ts'
import { tablesReader } from '@maru/kernel/state/table.ts'
import type { View } from '@maru/kernel/state/view.ts'
import {
  tables,
  type Card,
  type Facility,
  type Grant,
  type Issuer,
  type StatusRoot,
  type Tables,
} from './state.ts'

const read = tablesReader('card', tables)

/** The last that was announced; before the first there is none. */
export const issuerIn = (tables: ReadTables<Tables>): Issuer | undefined =>
  tables.issuers.list({ limit: 1, reverse: true })[0]?.[1]

export const cardReads = {
  issuer: (view: View): Issuer | undefined => issuerIn(read(view)),
  /** By its commitment: 64 hexadecimal digits. */
  cardOf: (view: View, card: string): Card | undefined => read(view).cards.get([card]),
  counts: (view: View) => read(view).counts.get([0]) ?? { active: 0, suspended: 0, revoked: 0 },
  statusRoot: (view: View, list: number): StatusRoot | undefined => read(view).lists.get([list]),
  facilityOf: (view: View, facility: string): Facility | undefined => read(view).facilities.get([facility]),
  grantOf: (view: View, grant: string): Grant | undefined => read(view).grants.get([grant]),
}
