import { written } from '../lmdb.ts'
import type { RequestMemory } from '../signed-request.ts'
import type { Tables } from './tables.ts'

const rememberedMax = 100_000
const sweepEveryMs = 10_000

/** What was answered, until it expires; on the disk too, so that a restart does not let it pass a second time. */
export const createRequestMemory = (requests: Tables['requests']): RequestMemory => {
  const validUntilById = new Map(requests.getKeys().map(([validUntil, id]) => [id, validUntil] as const))
  let sweptAt = 0
  const sweep = (time: number): void => {
    sweptAt = time
    for (const [id, validUntil] of validUntilById) {
      if (validUntil >= time) continue
      validUntilById.delete(id)
      keep(requests.remove([validUntil, id]))
    }
  }
  return {
    has: (id) => validUntilById.has(id),
    add: (id, validUntil, time) => {
      if (time - sweptAt >= sweepEveryMs) sweep(time)
      if (validUntilById.size >= rememberedMax) return false
      validUntilById.set(id, validUntil)
      keep(requests.put([validUntil, id], true))
      return true
    },
  }
}

/** Without room on the disk a request is remembered until the next start only, by when most have expired. */
const keep = (writing: Promise<boolean>): void => void written(writing).catch(() => undefined)
