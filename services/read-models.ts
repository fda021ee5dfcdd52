/** What the services keep in SQL. One more projection is one line here; their order does not matter. */
import { proposalsProjection } from './proposals/read-model.ts'
import type { Projection } from './read-model.ts'

export const projections: readonly Projection[] = [proposalsProjection]
