/** Not part of the server: server/read-model/kill.test.ts kills this process while it writes its rows. */
import { writeSync } from 'node:fs'
import { namedSigner } from './city.ts'
import { openListedCity } from './listed-city.ts'

const [folder, round, database] = process.argv.slice(2) as [string, string, string]
const town = await openListedCity({ folder, database, limits: { eventsPerBatch: 2 } })
if (round === '0') await town.city.enrol(3)
const residents = [1, 2, 3].map((number) => namedSigner(`resident ${number}`))
await town.readModel.caughtUp()
writeSync(1, 'ready\n')

for (let count = 0; ; count++) {
  const proposal = await town.propose(residents[0]!, `제안 ${round} ${count}`, '버스 노선을 늘려 주세요.')
  for (const resident of residents) await town.city.support(resident, proposal)
  if (count % 3 === 2) await town.city.act(residents[0]!, 'proposals', 'erase-text', { proposal })
}
