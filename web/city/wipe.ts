/** Takes everything personal off this device: keys, receipts, what waits, drafts, names, what was read. */
import { forgetCards } from './card-store.ts'
import { forgetPaths } from './kept-paths.ts'
import { openVotes } from './kept-votes.ts'
import { stopPush } from './push.ts'
import { openStore } from './store.ts'
import { forgetVotingSecrets } from './voting-secret.ts'

/** The page has to be loaded anew afterwards: what is open still knows. How the pages look stays as it was chosen. */
export const wipeDevice = async (): Promise<void> => {
  await stopPush().catch(() => undefined)
  const store = await openStore()
  for (const name of ['keys', 'receipts', 'outbox'] as const) await store.clear(name)
  await forgetVotingSecrets()
  await forgetCards()
  await forgetPaths()
  await (await openVotes()).clear('votes')
  for (const name of Object.keys(localStorage))
    if (name.startsWith('maru.') && name !== 'maru.settings') localStorage.removeItem(name)
  await caches.delete('maru-answers')
}
