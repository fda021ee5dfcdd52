/** Who has cosigned a checkpoint by a policy, in lines for people and fields for programs. */
import type { Policy } from '@maru/kernel/log/policy.ts'
import type { Judged } from '@maru/kernel/log/quorum.ts'
import { formatVkey } from '@maru/kernel/log/vkey.ts'

export const cosignedLines = ({ witnesses }: Policy, { cosigners }: Pick<Judged, 'cosigners'>): string[] => {
  const [count, all] = [cosigners.length, witnesses.length]
  const timeByName = new Map(cosigners.map(({ name, time }) => [name, time]))
  return [
    `✓ 도시와 다른 ${all}곳 중 ${count}곳이 서명함 · signed by the city, and by ${count} of ${all} others`,
    ...witnesses.map(({ name, vkey }) => {
      const time = timeByName.get(name)
      const when = time === undefined ? 'not signed' : new Date(time * 1_000).toISOString()
      return `  ${time === undefined ? '·' : '✓'} ${name} (${vkey.name}): ${when}`
    }),
  ]
}

export const cosignedJson = (
  { witnesses }: Policy,
  { cosigners, logs }: Pick<Judged, 'cosigners' | 'logs'>,
) => ({
  logs: logs.map(formatVkey),
  witnesses: witnesses.length,
  cosigners: cosigners.map(({ name, vkey, time }) => ({ name, vkey: formatVkey(vkey), time })),
})
