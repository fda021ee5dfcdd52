/** The thread that checks membership proofs: a batch comes, its answers go. */
import { parentPort } from 'node:worker_threads'
import type { MembershipCheck } from '@maru/kernel/crypto/host.ts'
import { sha256 } from '../host.ts'
import { openBatchChecks } from './check.ts'

const checkBatch = await openBatchChecks(sha256)

parentPort!.on('message', (checks: readonly MembershipCheck[]) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin to name
  parentPort!.postMessage(checkBatch(checks))
})
