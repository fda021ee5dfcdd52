/** The two charts of docs/scale.md. */
import { drawChart } from './chart.ts'
import type { Figures } from './figures.ts'
import { steps } from './load.ts'
import { placeKey, roundTripsMs, usual, validatorCounts, type AllSimulated } from './simulated.ts'
import { reachOf } from './tables.ts'

const colors = ['#0b57d0', '#b3261e', '#146c2e'] as const

/** Files under docs/pictures, by name. */
export const drawCharts = (figure: Figures, simulated: AllSimulated): { readonly [file: string]: string } => {
  const reach = reachOf(figure, simulated)
  return {
    'scale-validators.svg': drawChart({
      title: 'Votes a second, by the number of validators and their distance',
      unit: 'votes/s, simulated, 8 cores each',
      places: validatorCounts.map((count) => `${count} validators`),
      isTenfold: false,
      lines: roundTripsMs.map((roundTripMs, at) => ({
        name: `${roundTripMs} ms apart`,
        color: colors[at]!,
        values: validatorCounts.map(
          (validators) =>
            simulated.places[placeKey({ validators, roundTripMs, cores: usual.cores })]!.votesPerSecond,
        ),
      })),
    }),
    'scale-reach.svg': drawChart({
      title: 'What a vote day needs, and what can be recorded',
      unit: 'votes/s',
      places: steps.map(({ residents }) => residents.toLocaleString('en')),
      isTenfold: true,
      lines: [
        { name: 'one machine', color: colors[0], values: reach.map(({ solo }) => solo) },
        { name: 'four validators', color: colors[2], values: reach.map(({ four }) => four) },
        {
          name: 'needed, busiest minute',
          color: colors[1],
          dash: '6 4',
          values: reach.map(({ needed }) => needed),
        },
      ],
    }),
  }
}
