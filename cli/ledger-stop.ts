/** When a ledger takes nothing any more, as on a full disk: whoever runs it reads why. */
import type { Ledger } from '@maru/kernel/ledger.ts'

/** Resolves after the operator has been told. Never, while the ledger runs. */
export const ledgerStop = (
  ledger: Pick<Ledger, 'status'>,
  say: (line: string) => void,
  everyMs = 1_000,
): Promise<void> =>
  new Promise((resolve) => {
    const timer = setInterval(() => {
      const { state, reason } = ledger.status()
      if (state === 'running') return
      clearInterval(timer)
      say(`the ledger stopped: ${reason}`)
      resolve()
    }, everyMs)
    timer.unref()
  })
