/** A thread that checks signatures: it says that it is there, then for each batch that comes answers go, one byte each. */
import { parentPort } from 'node:worker_threads'
import { unpackChecks } from './batch-bytes.ts'
import { createSignatureCheck } from './check.ts'
import { loadSodium } from './sodium.ts'

const check = createSignatureCheck(loadSodium())

parentPort!.on('message', (batch: Uint8Array) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin to name
  parentPort!.postMessage(Uint8Array.from(unpackChecks(batch), (each) => (check(each) ? 1 : 0)))
})

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin to name
parentPort!.postMessage(new Uint8Array(0))
