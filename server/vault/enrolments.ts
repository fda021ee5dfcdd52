/** Enrolment as the server runs it beside a vault: requests of the desk, and what follows from the log. */
import type { VerifySignature } from '@maru/kernel/crypto/host.ts'
import type { Ledger } from '@maru/kernel/ledger.ts'
import { Problem } from '../problem.ts'
import { createGate } from '../signed-request.ts'
import type { Submit, VaultAction } from './action.ts'
import { enrolPerson, findPerson, listDue, readGroups, readOwn } from './desk-actions.ts'
import { dayOf } from './enrol.ts'
import { followLedger } from './follow.ts'
import { growUp } from './grow.ts'
import type { OpenidDoor, ServiceKey } from './openid/door.ts'
import { listOwnReads, listReads } from './read-actions.ts'
import type { Vault } from './vault.ts'

export interface EnrolmentsOptions {
  readonly ledger: Ledger
  readonly vault: Vault
  readonly verifySignature: VerifySignature
  /** Minutes the city's clock is ahead of UTC. */
  readonly utcOffsetMinutes: number
  /** Milliseconds since 1970. */
  readonly now?: () => number
  /** The door for who signs in at a provider of identities; without it there is the desk alone. */
  readonly openid?: OpenidDoor | undefined
  /** Signs for the registrar on birthdays; without it they wait at the desk. */
  readonly registrar?: ServiceKey | undefined
  readonly tickMs?: number
}

export interface Enrolments {
  /** By which somebody can be enrolled here, and the day in the city, which decides about ages. */
  readonly doors: () => Doors
  /** Answers a signed request. Throws a Problem for one that is not to be answered. */
  readonly request: (bytes: Uint8Array, submit: Submit, from?: string) => Promise<object>
  /** As the door has them (openid/door.ts). */
  readonly beginOpenid: (body: Uint8Array) => ReturnType<OpenidDoor['begin']>
  readonly finishOpenid: (query: string, cookie: string | undefined, submit: Submit) => Promise<void>
  /** Resolves when what the log says so far is done. */
  readonly caughtUp: () => Promise<void>
  /** As a timer does anyway. */
  readonly tick: () => Promise<void>
  readonly close: () => Promise<void>
}

export interface Doors {
  readonly desk: true
  /** What the provider of identities is called, when that door is open. */
  readonly openid: OpenidDoor['name'] | null
  /** YYYY-MM-DD */
  readonly today: string
}

export const vaultActions: { readonly [name: string]: VaultAction } = {
  'enrol-person': enrolPerson,
  'find-person': findPerson,
  'read-groups': readGroups,
  'list-due': listDue,
  'read-own': readOwn,
  'list-own-reads': listOwnReads,
  'list-reads': listReads,
}

export const openEnrolments = async (options: EnrolmentsOptions): Promise<Enrolments> => {
  const {
    ledger,
    vault,
    verifySignature,
    utcOffsetMinutes,
    openid,
    registrar,
    now = Date.now,
    tickMs = 60_000,
  } = options
  const theDoor = (): OpenidDoor => {
    if (!openid) throw new Problem('V11-door-closed')
    return openid
  }
  // Without a memory: whoever sends an enrolment again gets its receipt, and the rest only reads.
  const judge = createGate({ ledger, verifySignature, now, service: 'vault' })
  const following = await followLedger(ledger, vault, now)
  // What fails is tried again at the next turn.
  let grownOn = ''
  const tick = async (): Promise<void> => {
    await following.tick()
    const day = dayOf({ now, utcOffsetMinutes })
    if (!registrar || day === grownOn) return
    if ((await growUp({ ledger, vault, day }, registrar)) === 0) grownOn = day
  }
  const timer = setInterval(() => void tick().catch(() => undefined), tickMs)
  timer.unref()
  return {
    doors: () => ({
      desk: true,
      openid: openid?.isOpen(ledger) === true ? openid.name : null,
      today: dayOf({ now, utcOffsetMinutes }),
    }),
    beginOpenid: (body) => theDoor().begin(body, { ledger, now }),
    finishOpenid: (query, cookie, submit) =>
      theDoor().finish(query, cookie, { ledger, vault, submit, now, utcOffsetMinutes }),
    request: async (bytes, submit, from) => {
      const { account, action: name, input } = await judge(bytes)
      const action = Object.hasOwn(vaultActions, name) ? vaultActions[name] : undefined
      if (!action) throw new Problem('T10-unknown-action', 'action')
      const parsed = action.input.safeParse(input)
      // Only the field: its value is a person's.
      if (!parsed.success) throw new Problem('T11-input-malformed', parsed.error.issues[0]?.path.join('.'))
      return action.run(
        { account, ledger, vault, submit, verifySignature, now, utcOffsetMinutes, from },
        parsed.data,
      )
    },
    caughtUp: following.caughtUp,
    tick,
    close: async () => {
      clearInterval(timer)
      await following.stop()
    },
  }
}
