/**
 * Parameters are dated: each has a list of (from, value), and the one in force at the block's time counts. A threshold
 * changed on 1 March leaves what was decided in February as it was, and an old log replays with the old numbers.
 */
import { readSystem } from './system-tables.ts'
import type { View } from './state/view.ts'

export type Parameters = { readonly [name: string]: number }

export const parametersAt = (
  view: View,
  service: string,
  names: readonly string[],
  time: number,
): Parameters => {
  const { parameters } = readSystem(view)
  return Object.fromEntries(
    names.map((name) => {
      const after = [service, name, time + 1]
      const [inForce] = parameters.list({ prefix: [service, name], after, reverse: true, limit: 1 })
      if (!inForce)
        throw new Error(
          `parameter ${service}.${name} has no value at ${time}: the city file must date it earlier`,
        )
      return [name, inForce[1].value]
    }),
  )
}
