/** How it stands with those who cosign the log, as Prometheus reads it. Labels are the names of the policy. */
import type { Cosigners } from '@maru/kernel/cosigning.ts'
import { Gauge, type Registry } from 'prom-client'

export const addCosigningMetrics = (registry: Registry, { status }: Cosigners): void => {
  const registers = [registry]
  const age = (since: number): number => Math.max(0, (Date.now() - since) / 1_000)
  void new Gauge({
    name: 'maru_cosigned_entries',
    help: 'Entries in the last checkpoint that reached its quorum',
    registers,
    collect() {
      this.set(status().quorum?.size ?? 0)
    },
  })
  void new Gauge({
    name: 'maru_quorum_missing_seconds',
    help: 'How long there have been entries that no quorum has cosigned; 0 when there are none',
    registers,
    collect() {
      const { waitingSince } = status()
      this.set(waitingSince === undefined ? 0 : age(waitingSince))
    },
  })
  void new Gauge({
    name: 'maru_cosigner_age_seconds',
    help: 'Seconds since a cosigner signed last; absent for one that has not since the start',
    labelNames: ['cosigner'],
    registers,
    collect() {
      this.reset()
      for (const { name, at } of status().cosigners)
        if (at !== undefined) this.set({ cosigner: name }, age(at))
    },
  })
}
