/**
 * Codes that were read on this device, for as long as one is good: none is taken twice, also when the page was loaded
 * anew or is open twice. A nonce is of chance and says nothing of who showed it.
 */
export const createSeenNonces = (storage: Pick<Storage, 'getItem' | 'setItem'>) => {
  /** What the storage does not keep, as where it is full or forbidden. */
  let here: Seen = []
  return {
    isNew: (nonce: string, now: number, aliveMs: number): boolean => {
      const alive = [...new Map([...here, ...read(storage)])].filter(([, at]) => at + aliveMs + skewMs >= now)
      const isNew = !alive.some(([seen]) => seen === nonce)
      here = isNew ? [...alive, [nonce, now]] : alive
      try {
        storage.setItem(name, JSON.stringify(here))
      } catch {
        // Then this page alone remembers.
      }
      return isNew
    },
  }
}

type Seen = readonly (readonly [nonce: string, at: number])[]

const name = 'maru.codes-read'

/** A phone's clock may be a minute ahead. */
const skewMs = 60_000

const read = (storage: Pick<Storage, 'getItem'>): Seen => {
  try {
    const kept: unknown = JSON.parse(storage.getItem(name) ?? '[]')
    return Array.isArray(kept) ? kept.filter(isEntry) : []
  } catch {
    return []
  }
}

const isEntry = (entry: unknown): entry is Seen[number] =>
  Array.isArray(entry) && typeof entry[0] === 'string' && typeof entry[1] === 'number'
