/** Processes that are killed or stand still. What was killed is started again by who watches over it. */
import { nothingToMend, type Fault } from './fault.ts'

const killed = (name: string, part: 'application' | 'consensus' | 'both'): Fault => ({
  name,
  goesOn: true,
  waitMaxMs: 30_000,
  begin: async ({ network }, { at }) => {
    network.nodes[at]!.signal(part, 'SIGKILL')
    return nothingToMend
  },
})

export const processFaults: readonly Fault[] = [
  killed('kill-application', 'application'),
  killed('kill-consensus', 'consensus'),
  killed('kill-both', 'both'),
  {
    name: 'kill-supervisor',
    goesOn: true,
    waitMaxMs: 30_000,
    begin: async ({ network }, { at }) => {
      await network.nodes[at]!.killSupervisor()
      return nothingToMend
    },
  },
  {
    name: 'kill-all',
    goesOn: false,
    begin: async ({ network }, { part }) => {
      if (part === 'supervisor') await Promise.all(network.nodes.map((node) => node.killSupervisor()))
      else for (const node of network.nodes) node.signal(part, 'SIGKILL')
      return nothingToMend
    },
  },
  {
    name: 'pause',
    goesOn: true,
    begin: async ({ network }, { at, part }) => {
      network.nodes[at]!.signal(part, 'SIGSTOP')
      return () => network.nodes[at]!.signal(part, 'SIGCONT')
    },
  },
]
