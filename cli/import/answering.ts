/**
 * Gives the official answers of an import, as a department's officer does: when a proposal is owed one, the mayor's
 * office assigns the officer's department and the officer answers. The file has adopted proposals only, so each answer
 * adopts. One whose file does not say when it was given is given on the last day on which it is in time: the import
 * calls nothing late that the source does not show to be.
 */
import type { Signer } from '@maru/client/keys.ts'
import type { Event } from '@maru/kernel/execute.ts'
import { dayMs } from '@maru/services/days.ts'
import type { Agenda } from './agenda.ts'
import type { ImportAnswer } from './answers.ts'
import type { Send } from './play.ts'
import type { ImportTarget } from './target.ts'

export interface Officers {
  readonly registrar: Signer
  readonly mayor: Signer
  readonly officer: Signer
  /** Where the officer works. */
  readonly department: string
}

export interface Given {
  readonly given: number
  /** Of the given, those whose file has no date. */
  readonly withoutDate: number
  /** Answers to proposals that never reached a threshold: the city owes them none, and its rules take none. */
  readonly notOwed: number
  /** Answers that are dated after the end of the import. */
  readonly afterEnd: number
}

export const createAnswering = (agenda: Agenda, send: Send, officers: Officers, target: ImportTarget) => {
  const counts = { given: 0, withoutDate: 0, notOwed: 0 }

  const give = async (duty: number, { line, body, time }: ImportAnswer): Promise<void> => {
    const { mayor, officer, department } = officers
    const assigning = { service: 'answers', action: 'assign-department', input: { duty, department } }
    await send(mayor, assigning, `assign/${line}`)
    const answer = { service: 'answers', action: 'give-answer', input: { duty, decision: 'adopted' } }
    await send(officer, answer, `answer/${line}`, { body })
    counts.given++
    if (time === undefined) counts.withoutDate++
  }

  return {
    /** What came of a proposal's supports, and the answer it got in the source, if any. */
    hear: (events: readonly Event[], answer: ImportAnswer | undefined): void => {
      if (!answer) return
      const owed = events.find(
        ([event, data]) => event === 'answers.duty-arose' && data['by'] === 'department',
      )?.[1]
      if (!owed) return void counts.notOwed++
      const at = answer.time ?? (owed['due'] as number) - dayMs
      agenda.add(at, async () => {
        await target.advance(at)
        await give(owed['duty'] as number, answer)
      })
    },
    given: (): Given => ({ ...counts, afterEnd: agenda.count() }),
  }
}
