/** A moderator's act on a running demonstration city, for tests of what residents see of it. */
import { randomBytes } from 'node:crypto'
import { host } from '@maru/cli/host.ts'
import { createCityClient } from '@maru/client/city-client.ts'
import { developmentSigner } from '@maru/client/keys.ts'
import { signTransaction } from '@maru/client/transaction.ts'
import type { Ledger } from '@maru/kernel/ledger.ts'
import { commitContent } from '@maru/services/content-commitment.ts'

export const hideProposal = async (
  { url, ledger }: { readonly url: string; readonly ledger: Pick<Ledger, 'genesis'> },
  number: number,
): Promise<void> => {
  const salt = randomBytes(16)
  const reasons = { reasons: '특정한 가게를 알리는 글입니다.' }
  const content = commitContent(host.hash, salt, reasons)
  const input = { service: 'proposals', number, rule: 'advertising', content }
  const transaction = signTransaction(
    developmentSigner('moderator'),
    { service: 'moderation', action: 'hide-text', input },
    { chain: ledger.genesis.chain, validUntil: Date.now() + 60_000 },
  )
  await createCityClient(url).submit(transaction, { content: reasons, salt })
}
