/** Scenes of proposals: opened, supported, joined, taken back. */
import type { Scene } from './scene.ts'

export type Proposed = {
  readonly field: string
  readonly district?: string
  readonly title: string
  readonly body: string
}

export const proposed = (daysAgo: number, { title, body, field, district }: Proposed): Scene => ({
  daysAgo,
  play: ({ act }) =>
    act(0, 'proposals/open-proposal', { field, district: district ?? null }, { title, body }),
})

export const supported = (daysAgo: number, count: number): Scene => ({
  daysAgo,
  play: ({ act, number, next }) =>
    Promise.all(
      next('supporter', count).map((who) =>
        act(who, 'proposals/support-proposal', { proposal: number('proposal') }),
      ),
    ),
})

export const withdrawn = (daysAgo: number): Scene => ({
  daysAgo,
  play: ({ act, number }) => act(0, 'proposals/withdraw-proposal', { proposal: number('proposal') }),
})

export const erased = (daysAgo: number): Scene => ({
  daysAgo,
  play: ({ act, number }) => act(0, 'proposals/erase-text', { proposal: number('proposal') }),
})

export const joinedInto = (daysAgo: number, name: string, reasons: string): Scene => ({
  daysAgo,
  play: ({ act, number, proposalOf }) => {
    const input = { proposal: number('proposal'), into: proposalOf(name) }
    return act('moderator', 'proposals/join-proposal', input, { body: reasons })
  },
})

export const takenOut = (daysAgo: number, reasons: string): Scene => ({
  daysAgo,
  play: ({ act, number }) =>
    act('moderator', 'proposals/leave-join', { proposal: number('proposal') }, { body: reasons }),
})

/** The first supporters of a joined proposal move their own support along. */
export const moved = (daysAgo: number, count: number, name: string): Scene => ({
  daysAgo,
  play: ({ act, number, proposalOf }) => {
    const input = { from: number('proposal'), to: proposalOf(name) }
    const movers = Array.from({ length: count }, (_, index) => index + 1)
    return Promise.all(movers.map((who) => act(who, 'proposals/move-support', input)))
  },
})
