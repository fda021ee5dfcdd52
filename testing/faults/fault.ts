/** What a fault is: begun on a running network, held for a while, mended. */
import type { Bed } from './bed.ts'
import type { NetworkOptions, TestNetwork } from './test-network.ts'
import type { Manner } from './peer-links.ts'
import type { Part } from './validator.ts'

/** What a schedule chooses of a fault; each takes what it needs. */
export interface Step {
  readonly fault: string
  readonly at: number
  readonly other: number
  readonly part: Part
  readonly manner: Manner
  readonly holdMs: number
}

/** What this machine offers. */
export interface Means {
  readonly bed: Bed
  /** A program of CometBFT that is an hour ahead; undefined where Go is missing. */
  readonly aheadProgram: string | undefined
}

export interface FaultContext extends NetworkOptions, Means {
  readonly network: TestNetwork
  readonly log: (line: string) => void
}

export interface Fault {
  /** How the schedule and docs/reliability.md name it. */
  readonly name: string
  /** Whether votes have to go on while it lasts: at most one of four is faulty. */
  readonly goesOn: boolean
  /** Nobody who votes meanwhile may wait longer; with other work on the machine a few seconds become more. */
  readonly waitMaxMs?: number
  /** Why it cannot be tried here. */
  readonly whyNot?: (means: Means) => string | undefined
  /** Resolves to what mends it. */
  readonly begin: (context: FaultContext, step: Step) => Promise<() => Promise<void> | void>
}

export const nothingToMend = (): void => undefined
