/** When a ledger takes nothing any more, as on a full disk: whoever runs it reads why. */
import type { Ledger } from '@maru/kernel/ledger.ts'

/** Resolves after the operator has been told. Never, while the ledger runs or stalls. */
export const ledgerStop = (
  ledger: Pick<Ledger, 'status'>,
  say: (line: string) => void,
  everyMs = 1_000,
): Promise<void> =>
  new Promise((resolve) => {
    const timer = setInterval(() => {
      const { state, reason } = ledger.status()
      // One that stalls waits for other validators, and goes on with them.
      if (state !== 'stopped') return
      clearInterval(timer)
      say(`the ledger stopped: ${reason}`)
      resolve()
    }, everyMs)
    timer.unref()
  })
