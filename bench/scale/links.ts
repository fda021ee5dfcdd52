/**
 * How messages travel between two validators. CometBFT gathers what it writes to a peer and flushes it at most every
 * so many milliseconds; then the bytes queue for the sender's line, and take half a round trip.
 */
import type { Simulation } from './simulation.ts'

export interface LinkSettings {
  readonly validators: number
  readonly roundTripMs: number
  /** Of each validator's own line, upwards. */
  readonly megabitsPerSecond: number
  /** CometBFT's flush_throttle_timeout. */
  readonly flushMs: number
  /** CometBFT's send_rate, to one peer. */
  readonly bytesPerSecondToPeer: number
}

export interface Links {
  readonly send: (from: number, to: number, bytes: number, arrived: () => void) => void
  /** Bytes that go out and that nobody waits for: copies of what the others have already. */
  readonly spend: (from: number, bytes: number) => void
}

export const createLinks = (simulation: Simulation, settings: LinkSettings): Links => {
  const { validators, roundTripMs, megabitsPerSecond, flushMs, bytesPerSecondToPeer } = settings
  const lineFreeAt = new Float64Array(validators)
  const flushAt = new Float64Array(validators * validators)
  const peerFreeAt = new Float64Array(validators * validators)
  const lineMs = (bytes: number): number => (8 * bytes) / (1_000 * megabitsPerSecond)

  return {
    send: (from, to, bytes, arrived) => {
      const link = from * validators + to
      const now = simulation.now()
      if (flushAt[link]! <= now) flushAt[link] = now + flushMs
      simulation.after(flushAt[link]! - now, () => {
        const begin = Math.max(simulation.now(), lineFreeAt[from]!, peerFreeAt[link]!)
        lineFreeAt[from] = Math.max(simulation.now(), lineFreeAt[from]!) + lineMs(bytes)
        peerFreeAt[link] = begin + (1_000 * bytes) / bytesPerSecondToPeer
        const end = Math.max(lineFreeAt[from], peerFreeAt[link])
        const jitter = 0.95 + 0.1 * simulation.random()
        simulation.after(end - simulation.now() + (jitter * roundTripMs) / 2, arrived)
      })
    },
    spend: (from, bytes) => {
      lineFreeAt[from] = Math.max(simulation.now(), lineFreeAt[from]!) + lineMs(bytes)
    },
  }
}
