/** Not part of the server: server/vault/kill.test.ts kills this process while it enrols persons, each at two desks. */
import { writeSync } from 'node:fs'
import { namedSigner } from './city.ts'
import { madeUpPerson, openEnrolledCity } from './enrolled-city.ts'

const [folder, first] = process.argv.slice(2) as [string, string]
const town = await openEnrolledCity({ folder })

const enrolAtTwoDesks = async (number: number): Promise<void> => {
  const desks = ['a', 'b'].map((desk) => town.enrol(namedSigner(`${number} ${desk}`), madeUpPerson(number)))
  for (const answer of await Promise.all(desks))
    if (typeof answer !== 'string') writeSync(1, `enrolled ${number} ${answer.events[0][1].account}\n`)
}

for (let number = Number(first); ; number += 4)
  await Promise.all([0, 1, 2, 3].map((offset) => enrolAtTwoDesks(number + offset)))
