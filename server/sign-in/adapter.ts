/**
 * Where oidc-provider keeps what is under way. Every row expires and there are only so many, so that nobody fills the
 * disk with requests. What may be used once is used once, also when two come at the same time: oidc-provider reads
 * first and writes later, so the write itself judges.
 */
import type { Adapter, AdapterPayload } from 'oidc-provider'
import { errors } from 'oidc-provider'
import { rangeOf, type StoredModel, type Tables } from './tables.ts'

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
  const { models, expiries, links, hidden, transaction } = tables
  let count = models.count()
  let sweptAt = 0

  /** What the provider calls a thing is often the secret itself, as of a token: here it has another name. */
  const nameOf = (model: string, id: string): string => hidden(model, id)
  const linked = (kind: 'grant' | 'uid', value: string): [string, string] => [kind, hidden(kind, value)]

  const linksOf = ({ grantId, uid }: AdapterPayload): [string, string][] => [
    ...(typeof grantId === 'string' ? [linked('grant', grantId)] : []),
    ...(typeof uid === 'string' ? [linked('uid', uid)] : []),
  ]

  /** To be called in a transaction. */
  const remove = (model: string, name: string): void => {
    const row = models.get([model, name])
    if (!row) return
    count--
    models.remove([model, name])
    void expiries.remove([row.expiresAt, model, name])
    for (const link of linksOf(row.payload)) void links.remove([...link, model, name])
  }

  const put = (model: string, name: string, row: StoredModel): void => {
    remove(model, name)
    count++
    models.put([model, name], row)
    void expiries.put([row.expiresAt, model, name], true)
    for (const link of linksOf(row.payload)) void links.put([...link, model, name], true)
  }

  const sweep = (): void => {
    sweptAt = now()
    const due = [...expiries.getKeys({ start: [0, '', ''], end: [sweptAt + 1, '', ''], limit: sweptMax })]
    for (const [, model, name] of due) remove(model, name)
  }

  const live = (model: string, name: string): AdapterPayload | undefined => {
    const row = models.get([model, name])
    return row && row.expiresAt > now() ? row.payload : undefined
  }

  const adapterFor = (model: string): Adapter => ({
    upsert: (id, payload, expiresIn = 0) =>
      transaction(() => {
        const name = nameOf(model, id)
        if (now() - sweptAt >= sweepEveryMs) sweep()
        if (model === 'ReplayDetection' && live(model, name))
          throw new errors.InvalidRequest('this proof was used before')
        if (count >= rowsMax && !models.has([model, name])) throw new Error('too much is under way')
        // A code's payload with its mark would come back unused when it is saved anew.
        const consumed = live(model, name)?.consumed as number | undefined
        const kept = consumed === undefined ? payload : { ...payload, consumed }
        put(model, name, { payload: kept, expiresAt: now() + expiresIn * 1000 })
      }),
    find: (id) => Promise.resolve(model === 'Client' ? clientOf(id) : live(model, nameOf(model, id))),
    findByUid: (uid) => {
      const [found] = links.getKeys({ ...rangeOf([...linked('uid', uid), model]), limit: 1 })
      return Promise.resolve(found && live(model, found[3]))
    },
    // The device flow is off.
    findByUserCode: () => Promise.resolve(undefined),
    consume: (id) =>
      transaction(() => {
        const key: [string, string] = [model, nameOf(model, id)]
        const row = models.get(key)
        if (!row || row.payload.consumed !== undefined)
          throw new errors.InvalidGrant('it was used at the same time')
        models.put(key, { ...row, payload: { ...row.payload, consumed: Math.floor(now() / 1000) } })
      }),
    destroy: (id) => transaction(() => remove(model, nameOf(model, id))),
    revokeByGrantId: (grantId) => revokeGrant(grantId),
  })

  /** Ends every code and token under a grant. */
  const revokeGrant = (grantId: string): Promise<void> =>
    transaction(() => {
      for (const [, , model, name] of [...links.getKeys(rangeOf(linked('grant', grantId)))])
        remove(model, name)
      remove('Grant', nameOf('Grant', grantId))
    })

  return { adapterFor, revokeGrant, count: () => count }
}
