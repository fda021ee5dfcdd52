/** What the institutions that run a city decide about its numbers stands in the same history as what the mayor decides. */
import { timer } from './kit.ts'

/** G4: the value is set already; here it is noted who wanted it. */
export const whenSet = timer(({ tables, time, emit, nextNumber }, data) => {
  const service = String(data['service'])
  const name = String(data['name'])
  const [from, value] = [Number(data['from']), Number(data['value'])]
  tables.changes.put([nextNumber('change')], { service, name, from, value, by: String(data['by']), at: time })
  emit('parameter-changed', { service, name, from, value })
})
