/** The receipts on this device. */
import { saveFile } from './save-file.ts'
import { openStore, type Receipt } from './store.ts'

/** Newest first. */
export const listReceipts = async (chain: string): Promise<readonly Receipt[]> => {
  const receipts = await (await openStore()).getAllFromIndex('receipts', 'byIndex')
  return receipts.filter((receipt) => receipt.chain === chain).reverse()
}

/** Saves the `.tlog-proof` as a file, which any C2SP tool reads. */
export const saveReceipt = ({ proof, id }: Receipt): void =>
  saveFile(`${id.slice(0, 16)}.tlog-proof`, 'text/plain', proof)
