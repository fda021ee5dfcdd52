/** The thread that cuts the state of a snapshot: see `cut-state.ts`. */
import { parentPort, workerData } from 'node:worker_threads'
import { cutState, type CutTask } from './cut-state.ts'

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
parentPort!.postMessage(cutState(workerData as CutTask))
