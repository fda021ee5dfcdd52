/**
 * Takes the tiles of a group when a poll is first seen, some seconds later, and not when somebody votes in it: what is
 * fetched and what is sent then have no time in common. Whoever only looks does the same.
 */
import type { NamedGroup } from '@maru/client/membership/group-path.ts'
import { useEffect } from 'react'
import { useCity, type City } from './city.ts'
import { usePerson, type Person } from './persons.ts'

/** Of polls and the like that members can act in; undefined where a group is not fixed, or nobody acts there any more. */
export const usePrepareMember = (groups: readonly (NamedGroup | undefined)[]): void => {
  const person = usePerson()
  const { data: city } = useCity()
  const named = groups.filter((group) => group !== undefined)
  const names = named.map(({ root }) => root).join()
  useEffect(() => {
    if (person && city?.votes && names !== '') prepareLater(person, city, named)
  }, [person, city, names])
}

const delayMsMax = 20_000

const prepareLater = (person: Person, city: City, groups: readonly NamedGroup[]): void => {
  const unseen = groups.filter(({ root }) => !seen.has(`${person.account} ${root}`))
  for (const { root } of unseen) seen.add(`${person.account} ${root}`)
  if (unseen.length === 0) return
  setTimeout(
    // Whoever votes before, or without a network now, takes the tiles then.
    () => void prepare(person, city, unseen).catch(() => undefined),
    Math.random() * delayMsMax,
  )
}

const prepare = async (person: Person, city: City, groups: readonly NamedGroup[]): Promise<void> => {
  const { votingSecretOf } = await import('./voting-secret.ts')
  const secret = await votingSecretOf(person)
  if (!secret || !city.votes) return
  const { askProver } = await import('./ask-prover.ts')
  const { account } = person
  await askProver({ kind: 'prepare', account, secret, chain: city.chain, road: city.votes, groups })
}

const seen = new Set<string>()
