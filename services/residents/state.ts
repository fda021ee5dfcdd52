/** What is stored of residents and officers. */
import { account, digest, name, uint } from '@maru/kernel/state/key.ts'
import { table } from '@maru/kernel/state/table.ts'

export const roles = ['registrar', 'department', 'moderator', 'auditor', 'mayor', 'panel'] as const
export type Role = (typeof roles)[number]

export interface Resident {
  readonly district: string
  /** First year of the decade of birth: all the ledger knows of an age. */
  readonly birthYearBand: number
  readonly state: 'active' | 'suspended' | 'left'
  readonly enrolledAt: number
  /** Of one who has left. */
  readonly leftAt?: number
}

/** A group whose members can act without saying who they are. */
export interface Group {
  /** Leaves, those of former members counted: places are never given again. */
  readonly size: number
  /** Leaves that are no zero. */
  readonly members: number
  /** The number of its last change. */
  readonly version: number
}

/** What became of one leaf: 32 bytes; zeros where a member went. */
export interface GroupChange {
  readonly index: number
  readonly leaf: Uint8Array
  readonly at: number
}

/** What a resident votes with, and their place in each group they were ever in. */
export interface Membership {
  /** The identity commitment: 64 hexadecimal digits. */
  readonly commitment: string
  readonly groups: readonly string[]
  readonly places: { readonly [group: string]: number }
}

export const tables = {
  residents: table<Resident>()([account]),
  /** [role, account] */
  roles: table<{ readonly since: number }>()([name, account]),
  districts: table<{ readonly order: number }>()([name]),
  /** Active residents by district. */
  population: table<{ readonly residents: number }>()([name]),
  groups: table<Group>()([name]),
  /** [group, level, place]: the complete nodes of the group's tree (kernel/membership/tree.ts). */
  groupNodes: table<Uint8Array>()([name, uint, uint]),
  /** [group, number of the change], from 1. */
  groupChanges: table<GroupChange>()([name, uint]),
  memberships: table<Membership>()([account]),
  /** [identity commitment]: whose it is or was. */
  commitments: table<{ readonly account: string }>()([digest]),
}

export type Tables = typeof tables
