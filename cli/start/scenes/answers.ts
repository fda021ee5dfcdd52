/** Scenes of answers: who owes them, and what they say. */
import type { decisions } from '@maru/services/answers/state.ts'
import type { Scene } from './scene.ts'

type Decision = (typeof decisions)[number]

export const assigned = (daysAgo: number, department: string): Scene => ({
  daysAgo,
  play: ({ act, number }) =>
    act('mayor', 'answers/assign-department', { duty: number('department duty'), department }),
})

/** `comes` is the day for which the answer is announced. */
export const answeredInterim = (daysAgo: number, comes: number, body: string): Scene => ({
  daysAgo,
  play: ({ act, number, at }) => {
    const input = { duty: number('department duty'), expected: at(comes) }
    return act('department', 'answers/give-interim-answer', input, { body })
  },
})

export const answered = (daysAgo: number, decision: Decision, body: string): Scene => ({
  daysAgo,
  play: ({ act, number }) =>
    act('department', 'answers/give-answer', { duty: number('department duty'), decision }, { body }),
})

export const corrected = (daysAgo: number, body: string): Scene => ({
  daysAgo,
  play: ({ act, number }) =>
    act('department', 'answers/correct-answer', { duty: number('department duty') }, { body }),
})

export const answeredByMayor = (daysAgo: number, decision: Decision, body: string): Scene => ({
  daysAgo,
  play: ({ act, number }) =>
    act('mayor', 'answers/give-answer', { duty: number('mayor duty'), decision }, { body }),
})
