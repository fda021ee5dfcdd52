/** Lists and search of a city: in its data folder, or in a PostgreSQL elsewhere. */
import { join } from 'node:path'
import { openReadModel, type ReadModel, type ReadModelOptions } from '@maru/server/read-model/read-model.ts'
import { projections } from '@maru/services/read-models.ts'

export interface CityReadModelOptions extends Pick<ReadModelOptions, 'ledger' | 'content' | 'rebuild'> {
  readonly folder: string
  /** As `postgres://user@host/database`. */
  readonly databaseUrl: string | undefined
}

export const openCityReadModel = ({ folder, databaseUrl, ...options }: CityReadModelOptions): ReadModel => {
  // Cities that share a PostgreSQL have a schema each.
  const schema = `maru_${options.ledger.genesis.chain.replaceAll('-', '_')}`
  const place =
    databaseUrl === undefined ? { folder: join(folder, 'read-model') } : { url: databaseUrl, schema }
  return openReadModel({ ...options, projections, place })
}
