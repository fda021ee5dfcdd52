/**
 * Growing up: who becomes 14, 18 or 19 belongs to more groups from that day on. The server knows birth dates and the
 * ledger does not; what is recorded says the groups. The server's key of a registrar signs it where there is one, else
 * it waits at the desk (list-due).
 */
import { hexToBytes } from '@maru/kernel/codec/hex.ts'
import type { Ledger } from '@maru/kernel/ledger.ts'
import { groupsFor } from '@maru/services/residents/enrolment.ts'
import { residentsReads } from '@maru/services/residents/reads.ts'
import type { ServiceKey } from './openid/door.ts'
import type { Person } from './person.ts'
import type { Vault } from './vault.ts'

export interface Due {
  readonly account: string
  /** The one that they have: 64 hexadecimal digits. */
  readonly commitment: string
  readonly groups: readonly string[]
  /** Those of them that are new. */
  readonly added: readonly string[]
}

interface Growing {
  readonly ledger: Ledger
  readonly vault: Vault
  /** YYYY-MM-DD in the city. */
  readonly day: string
}

export const groupsOf = ({ birthDate, district }: Person, day: string): readonly string[] =>
  groupsFor(birthDate, district, day)

/** Whose groups on the ledger are not those of today. Only the young are looked at: others are in all of theirs. */
export const groupsDue = async ({ ledger, vault, day }: Growing): Promise<readonly Due[]> => {
  const { view } = ledger.snapshot()
  const due: Due[] = []
  for (const account of vault.growing()) {
    const membership = residentsReads.membershipOf(view, account)
    const person =
      membership && residentsReads.isResident(view, account) && (await vault.getUnrecorded(account))
    if (!person) continue
    const groups = groupsOf(person, day)
    const added = groups.filter((group) => !membership.groups.includes(group))
    if (added.length === 0) await vault.grown(account, person, day)
    else due.push({ account, commitment: membership.commitment, groups, added })
    if (due.length >= dueMax) break
  }
  return due
}

export const accountsOf = (due: readonly Due[]): readonly string[] => due.map(({ account }) => account)

/** One after another: a birthday is shared by few. Resolves to how many could not be recorded. */
export const growUp = async (growing: Growing, registrar: ServiceKey): Promise<number> => {
  let failed = 0
  const due = await groupsDue(growing)
  await growing.vault.reads.note({ purpose: 'birthday', by: registrar.account }, accountsOf(due))
  for (const { account, commitment, groups } of due) {
    const input = { account, commitment: hexToBytes(commitment), groups: [...groups] }
    const { ok } = await growing.ledger.submit(registrar.sign('set-identity', input))
    if (!ok) failed++
  }
  return failed
}

/** What one turn does; the rest is done in the next. */
const dueMax = 1_000
