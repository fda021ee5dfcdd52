/**
 * What stands in one transaction of CometBFT: signed transactions of the city, each behind its length in two bytes.
 * CometBFT's own work for a transaction (its mempool, gossip, hashes and write-ahead log) is so shared by many.
 *
 * A list of transactions has one form only, so that nobody can send the same bundle twice in other bytes.
 */

/** Part of consensus: a block with a larger bundle gets no vote. */
export const bundleTransactionsMax = 256
/** Room for the largest transaction, or for as many votes as a bundle may have. */
export const bundleBytesMax = 65_536

const LENGTH_BYTES = 2

/** Of a transaction in a bundle. */
export const bundledSize = (transaction: Uint8Array): number => LENGTH_BYTES + transaction.length

export const encodeBundle = (transactions: readonly Uint8Array[]): Uint8Array => {
  const bundle = new Uint8Array(transactions.reduce((size, each) => size + bundledSize(each), 0))
  let at = 0
  for (const transaction of transactions) {
    bundle[at] = transaction.length >> 8
    bundle[at + 1] = transaction.length & 0xff
    bundle.set(transaction, at + LENGTH_BYTES)
    at += bundledSize(transaction)
  }
  return bundle
}

/** Views of the bundle, whatever they are; undefined when it is none. */
export const decodeBundle = (bundle: Uint8Array): Uint8Array[] | undefined => {
  if (bundle.length === 0 || bundle.length > bundleBytesMax) return undefined
  const transactions: Uint8Array[] = []
  for (let at = 0; at < bundle.length;) {
    if (at + LENGTH_BYTES > bundle.length || transactions.length === bundleTransactionsMax) return undefined
    const end = at + LENGTH_BYTES + ((bundle[at]! << 8) | bundle[at + 1]!)
    if (end > bundle.length) return undefined
    transactions.push(bundle.subarray(at + LENGTH_BYTES, end))
    at = end
  }
  return transactions
}
