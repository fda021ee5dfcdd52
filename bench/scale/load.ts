/**
 * What residents ask of a city, per resident and from sources; docs/scale.md names them. A year is sized by the
 * busiest that is known, a vote day by what a close election would bring.
 */

/** Decide Madrid by early 2016, its first five months, in a city of 3.2 million (dcentproject.eu). */
const madrid = { acts: 1_688_000 + 15_000 + 74_000, residents: 3_200_000, months: 5 }

/** Acts of a resident. */
const busyYear = (12 * madrid.acts) / madrid.residents / madrid.months

export const voteDay = {
  /** Of all residents, within twelve hours. */
  turnout: 0.6,
  /** Of all residents, within the busiest hour. */
  peakHour: 0.15,
  /** Its busiest minute, beside its average. */
  peakMinute: 2,
  /** Requests for answers that a vote brings along: the page, lists, a search, the proposal, and once more later. */
  readsPerVote: 10,
  /** People who look at the city in that hour without voting, for each who votes. */
  onlookers: 1,
}

/** A server that answers more than this share of what it can keeps people waiting. */
export const busyShareMax = 0.5

export interface Step {
  readonly name: string
  readonly residents: number
}

export const steps: readonly Step[] = [
  { name: 'a town', residents: 10_000 },
  { name: 'a small city', residents: 100_000 },
  { name: 'a city', residents: 1_000_000 },
  { name: 'a metropolis', residents: 10_000_000 },
]

/** A country's cities, each with a ledger of its own. */
export const country = { cities: 1_000, residentsEach: 50_000 }

export interface Demand {
  readonly votesPerHour: number
  readonly votesPerSecond: number
  readonly readsPerSecond: number
  /** In a year with one vote day. */
  readonly actsPerYear: number
}

export const demandOf = (residents: number): Demand => {
  const votesPerHour = voteDay.peakHour * residents
  const votesPerSecond = (votesPerHour / 3_600) * voteDay.peakMinute
  return {
    votesPerHour,
    votesPerSecond,
    readsPerSecond: votesPerSecond * voteDay.readsPerVote,
    actsPerYear: residents * (busyYear + voteDay.turnout),
  }
}
