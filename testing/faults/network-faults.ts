/** Lines between validators that are cut or slow. */
import type { Fault } from './fault.ts'

export const networkFaults: readonly Fault[] = [
  {
    name: 'cut-one',
    goesOn: true,
    begin: async ({ network }, { at, manner }) => {
      network.links.cut([at], manner)
      return network.links.heal
    },
  },
  {
    name: 'unplug-one',
    goesOn: true,
    whyNot: ({ bed }) => (bed.unplug ? undefined : 'needs network namespaces'),
    begin: async ({ bed }, { at }) => {
      bed.unplug!(at)
      return () => bed.plug(at)
    },
  },
  {
    name: 'split-two-and-two',
    goesOn: false,
    begin: async ({ network }, { at, other, manner }) => {
      network.links.cut([at, other], manner)
      return network.links.heal
    },
  },
  {
    name: 'slow-links',
    goesOn: true,
    begin: async ({ network }) => {
      network.links.delay(200)
      return network.links.heal
    },
  },
]
