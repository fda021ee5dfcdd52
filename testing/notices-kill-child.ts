/** Not part of the server: server/notices/kill.test.ts kills this process while it makes notices. */
import { writeSync } from 'node:fs'
import { join } from 'node:path'
import type { Signer } from '@maru/client/keys.ts'
import { createHost } from '@maru/engines/host.ts'
import { openNotices } from '@maru/server/notices/notices.ts'
import { namedSigner, openTestCity } from './city.ts'

const [folder, first] = process.argv.slice(2) as [string, string]
const city = await openTestCity({ folder })
if (first === 'first') await city.enrol(4)
const [author, ...others] = [1, 2, 3, 4].map((number) => namedSigner(`resident ${number}`)) as [
  Signer,
  ...Signer[],
]
openNotices({
  folder: join(folder, 'notices'),
  ledger: city.ledger,
  verifySignature: createHost().verifySignature,
  origin: 'https://maru.example',
  digests: { utcOffsetMinutes: 540, hour: 8 },
  limits: { gatherMs: 0 },
})

for (let isFirst = true; ; isFirst = false) {
  const proposal = await city.openProposal(author)
  for (const other of others) await city.support(other, proposal)
  // Only now is it to be killed, however long the engine takes for a block.
  if (isFirst) writeSync(1, 'crossed\n')
}
