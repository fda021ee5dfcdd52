import type { Ledger, Recorded } from '@maru/kernel/ledger.ts'
import { receiptJson, toJson } from '../json.ts'

/** What a signed request is answered with: the receipt, with its proof, where something was recorded for it. */
export const answerJson = async (ledger: Ledger, answer: object): Promise<string> =>
  isRecorded(answer) ? receiptJson(answer, await ledger.proof(answer.index)) : toJson(answer)

const isRecorded = (answer: object): answer is Recorded => 'receipt' in answer
