import type { Debate, ShownTally, Tally } from './state.ts'

/** D16. Participants never become fewer, so what is shown once stays shown. */
export const shownTally = (
  { shownFrom = 0 }: Pick<Debate, 'shownFrom'>,
  tally: Tally = { for: 0, against: 0, other: 0, participants: 0 },
): ShownTally =>
  tally.participants >= shownFrom ? tally : { ...tally, for: null, against: null, other: null }
