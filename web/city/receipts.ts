/** The receipts on this device. */
import { openStore, type Receipt } from './store.ts'

/** Newest first. */
export const listReceipts = async (chain: string): Promise<readonly Receipt[]> => {
  const receipts = await (await openStore()).getAllFromIndex('receipts', 'byIndex')
  return receipts.filter((receipt) => receipt.chain === chain).reverse()
}

/** Saves the `.tlog-proof` as a file, which any C2SP tool reads. */
export const saveReceipt = ({ proof, id }: Receipt): void => {
  const url = URL.createObjectURL(new Blob([proof], { type: 'text/plain' }))
  const link = document.createElement('a')
  link.href = url
  link.download = `${id.slice(0, 16)}.tlog-proof`
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
