/**
 * What a service gives to the desk: queues of things that officers have to do. They are found in
 * `services/<name>/ui/desk/queues.ts`, as screens are in `index.ts`. All of it is one file that only officers load.
 */
import type { ComponentType } from 'react'
import type { Office } from '../../city/roles.ts'
import type { Language } from '../../texts/settings.ts'

export type { Role } from '@maru/services/residents/state.ts'

export interface Queue<Item extends QueueItem = any> {
  /** In the address: `/desk/to-answer`. */
  readonly id: string
  /** Its place among the others; what is most urgent stands first. */
  readonly order: number
  readonly label: Words
  /** One sentence: what stands in it, and what is to be done. */
  readonly help: Words
  /** Who can act on its items. Others do not see it. */
  readonly roles: readonly Office[]
  /** Its items belong to departments: an officer first sees those of their own. */
  readonly isByDepartment?: true
  /** A hook: how many items stand in it. Left out where nobody counts them. */
  readonly useCount?: (asked: Asked) => Count | undefined
  /** A hook: a page of its items, the one that is first to be done at the top. */
  readonly useItems: (asked: Asked & { readonly cursor: string | undefined }) => Items<Item>
  /** What somebody can begin here without an item, at `/desk/<queue>/new`. */
  readonly begins?: Words
  /** Who can begin something, where not all who see the queue can. */
  readonly beginners?: readonly Office[]
  /** The words by which an item is searched for, where the whole list comes at once. */
  readonly textOf?: (item: Item) => string
  /** An item in the list, inside a link: a title, and what is urgent about it. No links or buttons. */
  readonly Row: ComponentType<{ readonly item: Item }>
  /** The thing as residents see it. It begins with an `<h2>`. */
  readonly Subject: ComponentType<ItemProps>
  /** What stands above the subject where it is nothing that residents see. */
  readonly subjectLabel?: Words
  /** What is to be done: a `Task` with the rule and the deadline, the form, and `Sign`. */
  readonly Work: ComponentType<ItemProps>
}

export interface QueueItem {
  /** In the address, within its queue. */
  readonly id: string
}

/** Whose items: those of the departments that this officer is placed in, or everybody's. */
export interface Asked {
  readonly officer: string | undefined
}

export interface Count {
  readonly count: number
  /** There are more than were counted. */
  readonly isMore?: boolean
  /** Some of them are late, so the number is shown as a warning. */
  readonly isLate?: boolean
}

/** As useQuery has it. */
export interface Items<Item> {
  readonly data:
    | {
        readonly items: readonly Item[]
        /** The cursor of the next page; undefined on the last. */
        readonly next: string | undefined
      }
    | undefined
  readonly error: unknown
  readonly refetch: () => unknown
}

/** Subject and Work ask the city for the item themselves: it may have left the queue, or come from a link. */
export interface ItemProps {
  readonly id: string
}

type Words = { readonly [L in Language]: string }

const found = import.meta.glob<readonly Queue[]>('../../../services/*/ui/desk/queues.ts', {
  eager: true,
  import: 'queues',
})

const all = Object.values(found)
  .flat()
  .sort((a, b) => a.order - b.order)

export const queuesOf = (roles: readonly Office[]): readonly Queue[] =>
  all.filter((queue) => queue.roles.some((role) => roles.includes(role)))

export const queueOf = (id: string | undefined): Queue | undefined => all.find((queue) => queue.id === id)
