/** What validators vouch for, in lines for people and fields for programs. */
import { readFile } from 'node:fs/promises'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { fail, type Result } from '@maru/kernel/log/result.ts'
import { checkLight, type LightChecked } from '@maru/verifier/check-light.ts'
import type { LogSource } from '@maru/verifier/log-reader.ts'
import { host } from './host.ts'
import { UsageError } from './terminal.ts'

/** The validators that one trusts. */
export const readStart = async (path: string): Promise<unknown> => {
  try {
    return JSON.parse(await readFile(path, 'utf8'))
  } catch (error) {
    throw new UsageError(`${path} is no genesis.json of a network: ${(error as Error).message}`)
  }
}

/** The newest checkpoint that the validators of a city vouch for. */
export const fetchLight = async (url: string, startPath: string): Promise<Result<LightChecked>> => {
  if (!/^https?:\/\//.test(url)) throw new UsageError('--genesis needs the URL of a city that is running')
  const response = await fetch(`${url.replace(/\/+$/, '')}/api/light`, {
    signal: AbortSignal.timeout(30_000),
  })
  if (response.ok) return checkLight(host, await readStart(startPath), await response.text())
  const { code = 'C9-failed', detail = '' } = (await response.json()) as { code?: string; detail?: string }
  return fail(code, detail)
}

/** The log up to another checkpoint of its own than the newest. */
export const withCheckpoint = (source: LogSource, checkpoint: string): LogSource => ({
  read: async (path) => (path === 'checkpoint' ? Buffer.from(checkpoint) : source.read(path)),
})

export const lightLines = ({
  validators,
  power,
  totalPower,
  height,
  time,
  steps,
}: LightChecked): string[] => [
  `✓ ${validators.filter(({ hasSigned }) => hasSigned).length} of ${validators.length} validators with ${percent(power, totalPower)} of the voting power have signed this`,
  `  block ${height}, ${new Date(time).toISOString()}${steps.length > 1 ? `, through ${steps.length - 1} changes of validators` : ''}`,
  ...validators.map(
    ({ name, publicKey, hasSigned }) =>
      `  ${hasSigned ? '✓' : '·'} ${name || bytesToHex(publicKey).slice(0, 16)}${hasSigned ? '' : ' (not heard in time)'}`,
  ),
]

export const lightJson = ({ validators, power, totalPower, height, time, root }: LightChecked) => ({
  height,
  time,
  root: bytesToHex(root),
  power,
  totalPower,
  validators: validators.map(({ name, publicKey, ...rest }) => ({
    name,
    publicKey: bytesToHex(publicKey),
    ...rest,
  })),
})

/** Rounded down: nobody is told of more than there is. */
const percent = (part: number, whole: number): string => `${Math.floor((part * 100) / whole)}%`
