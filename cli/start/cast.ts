/** Who plays in which story, and what its acts have brought about so far. */
import { developmentSigner, type Signer } from '@maru/client/keys.ts'
import type { Event } from '@maru/kernel/execute.ts'
import { dayMs } from '@maru/services/days.ts'
import { firstOf, type Cast, type Story, type Who } from './scenes/scene.ts'
import type { Stage } from './stage.ts'

export interface CastingOptions {
  readonly stage: Stage
  readonly stories: readonly Story[]
  readonly residents: readonly Signer[]
  /** Days are counted back from here, in milliseconds since 1970. */
  readonly now: number
}

export const createCasting = ({ stage, stories, residents, now }: CastingOptions) => {
  const createCast = (index: number): Cast => {
    const found = new Map<string, number[]>()
    const count = { supporter: 0, speaker: 0, commenter: 0 }
    // Each story has an order of its own of the same residents: steps that are coprime to their number meet all.
    const signerOf = (who: Who): Signer =>
      typeof who === 'number'
        ? (residents[(11 * index + 7 * who) % residents.length] as Signer)
        : developmentSigner(who)
    return {
      act: async (who, action, input, text) => {
        const act = { signer: signerOf(who), action, input }
        remember(found, await stage.act(text === undefined ? act : { ...act, text }))
      },
      number: (kind, nth = 0) => {
        const number = found.get(kind)?.[nth]
        if (number === undefined) throw new Error(`the story ${index} has no ${kind} ${nth} yet`)
        return number
      },
      dutyAfter: stage.dutyAfter,
      proposalOf: (name) => {
        const other = stories.find((story) => story.name === name)
        if (!other) throw new Error(`there is no story "${name}"`)
        return castOf(other).number('proposal')
      },
      at: (daysAgo) => Math.floor(now - daysAgo * dayMs),
      next: (part, many = 1) => Array.from({ length: many }, () => firstOf[part] + count[part]++),
    }
  }
  const casts = new Map(stories.map((story, index) => [story, createCast(index)]))
  const castOf = (story: Story): Cast => casts.get(story) as Cast
  return castOf
}

const kinds = ['proposal', 'debate', 'policy', 'milestone', 'comment', 'case', 'poll'] as const

/** What events name for the first time are the things of this story, in their order. */
const remember = (found: Map<string, number[]>, events: readonly Event[]): void => {
  for (const [, data] of events) {
    const named = kinds.map((kind) => [kind, data[kind]] as const)
    for (const [kind, number] of [...named, [`${String(data['by'])} duty`, data['duty']] as const]) {
      const known = found.get(kind) ?? []
      if (typeof number !== 'number' || number === 0 || known.includes(number)) continue
      found.set(kind, [...known, number])
    }
  }
}
