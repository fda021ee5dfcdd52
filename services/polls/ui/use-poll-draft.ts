import { useCity } from '@maru/web/city/city.ts'
import { useDraft } from '@maru/web/city/drafts.ts'
import { emptyPoll, type PollDraft } from './poll-draft.ts'

/** What was written stays on the device until it is sent. `name` tells the desk's from a resident's. */
export const usePollDraft = (name: string) => {
  const { data: city } = useCity()
  const limits = city?.parameters['polls']
  const daysMax = limits?.['pollDaysMax'] ?? 30
  const empty: PollDraft = { ...emptyPoll, shownFrom: limits?.['tallyShownFrom'] ?? emptyPoll.shownFrom }
  const { draft, change, clear } = useDraft(name, { json: '' })
  const kept = parse(draft.json)
  const poll = { ...empty, ...kept }
  return {
    draft: poll,
    change: (fields: Partial<PollDraft>) => change({ json: JSON.stringify({ ...poll, ...fields }) }),
    clear,
    daysMax,
  }
}

const parse = (json: string): Partial<PollDraft> => {
  try {
    return JSON.parse(json || '{}') as Partial<PollDraft>
  } catch {
    return {}
  }
}
