/**
 * Where oidc-provider keeps what is under way. Every row expires and there are only so many, so that nobody fills the
 * disk with requests. What may be used once is used once, also when two come at the same time: oidc-provider reads
 * first and writes later, so the write itself judges.
 */
import type { Adapter, AdapterPayload } from 'oidc-provider'
import { errors } from 'oidc-provider'
import { rowsOf, type StoredModel, type Tables } from './tables.ts'

export interface AdapterOptions {
  readonly tables: Tables
  readonly now: () => number
  /** Clients are read from the ledger. */
  readonly clientOf: (id: string) => AdapterPayload | undefined
  readonly rowsMax: number
}

const sweepEveryMs = 10_000
const sweptMax = 5_000

export const createAdapters = ({ tables, now, clientOf, rowsMax }: AdapterOptions) => {
  const { models, expiries, links, transaction } = tables
  let count = models.getKeysCount()
  let sweptAt = 0

  const linksOf = ({ grantId, uid }: AdapterPayload): [string, string][] => [
    ...(typeof grantId === 'string' ? [['grant', grantId] as [string, string]] : []),
    ...(typeof uid === 'string' ? [['uid', uid] as [string, string]] : []),
  ]

  /** To be called in a transaction. */
  const remove = (model: string, id: string): void => {
    const row = models.get([model, id])
    if (!row) return
    count--
    void models.remove([model, id])
    void expiries.remove([row.expiresAt, model, id])
    for (const [kind, value] of linksOf(row.payload)) void links.remove([kind, value, model, id])
  }

  const put = (model: string, id: string, row: StoredModel): void => {
    remove(model, id)
    count++
    void models.put([model, id], row)
    void expiries.put([row.expiresAt, model, id], true)
    for (const [kind, value] of linksOf(row.payload)) void links.put([kind, value, model, id], true)
  }

  const sweep = (): void => {
    sweptAt = now()
    const due = [...expiries.getKeys({ start: [0, '', ''], end: [sweptAt + 1, '', ''], limit: sweptMax })]
    for (const [, model, id] of due) remove(model, id)
  }

  const live = (model: string, id: string): AdapterPayload | undefined => {
    const row = models.get([model, id])
    return row && row.expiresAt > now() ? row.payload : undefined
  }

  const adapterFor = (model: string): Adapter => ({
    upsert: (id, payload, expiresIn = 0) =>
      transaction(() => {
        if (now() - sweptAt >= sweepEveryMs) sweep()
        if (model === 'ReplayDetection' && live(model, id))
          throw new errors.InvalidRequest('this proof was used before')
        if (count >= rowsMax && !models.doesExist([model, id])) throw new Error('too much is under way')
        // A code's payload with its mark would come back unused when it is saved anew.
        const consumed = live(model, id)?.consumed as number | undefined
        const kept = consumed === undefined ? payload : { ...payload, consumed }
        put(model, id, { payload: kept, expiresAt: now() + expiresIn * 1000 })
      }),
    find: (id) => Promise.resolve(model === 'Client' ? clientOf(id) : live(model, id)),
    findByUid: (uid) => {
      const [found] = rowsOf(links, 'uid', uid, model)
      return Promise.resolve(found && live(model, found.key[3]))
    },
    // The device flow is off.
    findByUserCode: () => Promise.resolve(undefined),
    consume: (id) =>
      transaction(() => {
        const row = models.get([model, id])
        if (!row || row.payload.consumed !== undefined)
          throw new errors.InvalidGrant('it was used at the same time')
        void models.put([model, id], {
          ...row,
          payload: { ...row.payload, consumed: Math.floor(now() / 1000) },
        })
      }),
    destroy: (id) => transaction(() => remove(model, id)),
    revokeByGrantId: (grantId) => revokeGrant(grantId),
  })

  /** Ends every code and token under a grant. */
  const revokeGrant = (grantId: string): Promise<void> =>
    transaction(() => {
      for (const { key } of rowsOf(links, 'grant', grantId)) remove(key[2], key[3])
      remove('Grant', grantId)
    })

  return { adapterFor, revokeGrant, count: () => count }
}
