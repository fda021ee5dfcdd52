/** What is lost and what is doubled by 500 kills at random moments, and how long the starts after them take. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { killAgainAndAgain } from '@maru/engines/solo/kills.ts'
import { quantile, row, type Row } from './row.ts'

export const kills = async (count = 500): Promise<Row[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'maru-kills-'))
  try {
    const { acknowledged, recorded, startsMs, ledger } = await killAgainAndAgain(folder, count)
    await ledger.close()
    const there = new Set(recorded)
    const lost = acknowledged.filter((id) => !there.has(id)).length
    return [
      row(`kills at random moments`, count, ''),
      row('acknowledged votes between them', acknowledged.length, ''),
      row('acknowledged votes lost', lost, ''),
      row('votes doubled', recorded.length - there.size, ''),
      row('start after a kill, p50', quantile([...startsMs], 0.5), 'ms'),
      row('start after a kill, p99', quantile([...startsMs], 0.99), 'ms'),
    ]
  } finally {
    rmSync(folder, { recursive: true })
  }
}
