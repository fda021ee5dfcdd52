/** Scenes of debates: who asks for one, and what is said. */
import type { Side } from '@maru/services/debates/state.ts'
import { firstOf, type Scene } from './scene.ts'

export const decidedByPanel = (
  daysAgo: number,
  decision: 'debate' | 'no-debate',
  reasons: string,
): Scene => ({
  daysAgo,
  play: ({ act, number }) =>
    act('panel', 'debates/decide-on-debate', { proposal: number('proposal'), decision }, { body: reasons }),
})

/** A question of the city's own. */
export const asked = (daysAgo: number, title: string, body: string): Scene => ({
  daysAgo,
  play: ({ act }) => act('mayor', 'debates/open-debate', {}, { title, body }),
})

/** Meanwhile debates that open take sides without a name. Nobody has taken one in it here: a proof takes seconds. */
export const withoutNames = { fromDaysAgo: 17, untilDaysAgo: 15 }

/** By the next speaker, unless it is said whose opinion it is. */
export const opined = (daysAgo: number, side: Side, body: string, speaker?: number): Scene => ({
  daysAgo,
  play: ({ act, number, next }) => {
    const who = speaker === undefined ? (next('speaker')[0] as number) : firstOf.speaker + speaker
    return act(who, 'debates/give-opinion', { debate: number('debate'), side }, { body })
  },
})
