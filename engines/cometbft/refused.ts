/**
 * A refusal by a service's rules is told only when a block has it: then all validators have come to it at the same
 * place, and none of them lags behind. From then on it stands. The same bytes may still wait in a mempool or be on their
 * way in another bundle, and must not be recorded when the rules have come to agree with them: whoever sent them heard
 * no. Remembered until their time limit, in a file, for a process that is killed must not forget it.
 */
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { refuse, type Refusal } from '@maru/kernel/refusal.ts'
import type { Transaction } from '@maru/kernel/transaction.ts'

/**
 * The kernel's own refusals, such as an unknown key, need no block: anybody could fill blocks with those. That of a halt
 * does, for what waited before it would be right again after it; nothing new of the kind is let out (halt.ts).
 */
export const isToldWithoutBlock = ({ code }: Refusal): boolean => /^T\d/.test(code) && code !== 'T18-halted'

interface Remembered {
  readonly refusal: Refusal
  readonly validUntil: number
}

export type Refused = ReturnType<typeof openRefused>

export const openRefused = (path: string, countMax = 100_000) => {
  const lines = existsSync(path) ? readFileSync(path, 'utf8').split('\n') : []
  const byId = new Map<string, Remembered>(lines.flatMap(parse))
  let lineCount = lines.length
  return {
    find: (id: string): Refusal | undefined => byId.get(id)?.refusal,
    add: ({ id, validUntil }: Pick<Transaction, 'id' | 'validUntil'>, refusal: Refusal): void => {
      if (isToldWithoutBlock(refusal) || byId.has(id)) return
      byId.set(id, { refusal, validUntil })
      appendFileSync(path, lineOf(id, { refusal, validUntil }))
      lineCount++
    },
    /** The oldest go first, also when there are too many. */
    blockEnds: (time: number): void => {
      for (const [id, { validUntil }] of byId) {
        if (validUntil >= time && byId.size <= countMax) break
        byId.delete(id)
      }
      if (lineCount <= 2 * byId.size + LINES_SPARE) return
      writeFileSync(path, [...byId].map(([id, remembered]) => lineOf(id, remembered)).join(''))
      lineCount = byId.size
    },
  }
}

const LINES_SPARE = 10_000

const lineOf = (id: string, { refusal, validUntil }: Remembered): string =>
  `${id} ${validUntil} ${refusal.code}\n`

/** A line that a stop cut off is of a refusal that nobody has heard. */
const parse = (line: string): (readonly [string, Remembered])[] => {
  const [, id, validUntil, code] = /^([0-9a-f]{64}) (\d+) ([A-Z]+\d+-[a-z-]+)$/.exec(line) ?? []
  return id === undefined ? [] : [[id, { refusal: refuse(code!), validUntil: Number(validUntil) }]]
}
