/**
 * The first entry of the log. It says which city this is, which services run, the first parameters and officers: with
 * it and the rules, the log alone is enough to compute everything again.
 */
import { z } from 'zod'
import { createSession } from './execute.ts'
import type { Rules } from './rules.ts'
import { bindSystem } from './system-tables.ts'
import type { Overlay } from './state/view.ts'

const time = z.int().min(0)

export const genesisSchema = z.strictObject({
  chain: z.string().regex(/^[a-z][a-z0-9-]{2,39}$/),
  name: z.record(z.string(), z.string().min(1).max(100)),
  languages: z.array(z.enum(['ko', 'en'])).min(1),
  /** Milliseconds since 1970: the time of block 0. */
  time,
  services: z.array(z.string()).min(1),
  /** What each service is told at the start, as its manifest's genesis schema wants it. */
  setup: z.record(z.string(), z.unknown()),
  /** By service and parameter: [from, value] pairs. The first must not be later than `time`. */
  parameters: z.record(z.string(), z.record(z.string(), z.array(z.tuple([time, z.int()])).min(1))),
})

export type Genesis = z.infer<typeof genesisSchema>

/** Puts the city's first state into an empty overlay. Throws with a sentence when genesis and rules do not fit. */
export const applyGenesis = (rules: Rules, overlay: Overlay, genesis: Genesis): void => {
  const { parameters } = bindSystem(overlay)
  for (const service of rules.services) {
    const declared = Object.keys(service.parameters)
    const dated = genesis.parameters[service.name] ?? {}
    for (const name of declared) {
      const values = dated[name]
      if (!values?.some(([from]) => from <= genesis.time))
        throw new Error(`parameter ${service.name}.${name} has no first value`)
      for (const [from, value] of values) parameters.put([service.name, name, from], { value })
    }
    const unknown = Object.keys(dated).find((name) => !declared.includes(name))
    if (unknown) throw new Error(`${service.name} has no parameter ${unknown}`)
  }
  const session = createSession(rules, overlay, { height: 0, time: genesis.time })
  for (const service of rules.services) {
    if (!service.genesis) continue
    const setup = service.genesis.input.safeParse(genesis.setup[service.name])
    if (!setup.success) throw new Error(`setup of ${service.name}: ${setup.error.message}`)
    service.genesis.apply(session.applying(service), setup.data)
  }
}
