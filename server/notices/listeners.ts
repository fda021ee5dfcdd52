/** Who is to be told at once of which topic, who gets digests, whose code ran out: in memory, made again at each start. */
import { accountTopic, joinedTopic, type Topic } from './audience.ts'
import type { Subject, Told } from './subject.ts'
import type { Subjects } from './subjects.ts'

export interface Listeners {
  readonly atOnceOf: (topic: Topic) => Iterable<string>
  readonly withDigest: () => Iterable<string>
  readonly all: () => Iterable<string>
  readonly accountOfToken: (token: string) => string | undefined
  /** Accounts with an address that was not confirmed in time. */
  readonly withOldClaim: (time: number) => readonly string[]
}

export const createListeners = (subjects: Subjects): Listeners => {
  const known = new Map<string, { readonly topics: readonly Topic[]; readonly token: string | undefined }>()
  const accountsByTopic = new Map<Topic, Set<string>>()
  const accountByToken = new Map<string, string>()
  const digested = new Set<string>()
  const claimEnds = new Map<string, number>()

  const remove = (account: string): void => {
    const { topics, token } = known.get(account) ?? { topics: [], token: undefined }
    for (const topic of topics) {
      const accounts = accountsByTopic.get(topic)
      accounts?.delete(account)
      if (accounts?.size === 0) accountsByTopic.delete(topic)
    }
    if (token !== undefined) accountByToken.delete(token)
    digested.delete(account)
    claimEnds.delete(account)
    known.delete(account)
  }
  const add = (account: string, subject: Subject): void => {
    const channels = channelsOf(subject)
    if (subject.claim) claimEnds.set(account, subject.claim.until)
    if (channels.length === 0) return
    const isTold = channels.some(({ rhythm }) => rhythm === 'each')
    const topics = isTold ? [accountTopic(account), joinedTopic, ...Object.keys(subject.follows)] : []
    for (const topic of topics) {
      const accounts = accountsByTopic.get(topic) ?? new Set()
      accountsByTopic.set(topic, accounts.add(account))
    }
    const token = subject.email?.unsubscribe
    if (token !== undefined) accountByToken.set(token, account)
    if (channels.some(({ rhythm }) => rhythm !== 'each')) digested.add(account)
    known.set(account, { topics, token })
  }

  for (const [account, subject] of subjects.entries()) add(account, subject)
  subjects.onChange((account, subject) => {
    remove(account)
    if (subject) add(account, subject)
  })
  return {
    atOnceOf: (topic) => accountsByTopic.get(topic) ?? [],
    withDigest: () => digested,
    all: () => known.keys(),
    accountOfToken: (token) => accountByToken.get(token),
    withOldClaim: (time) => [...claimEnds].filter(([, until]) => until < time).map(([account]) => account),
  }
}

export const channelsOf = ({ email, pushes }: Subject): readonly Told[] =>
  email ? [email, ...pushes] : pushes
