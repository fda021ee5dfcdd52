/**
 * What services show on a page about something of another service: the answer, the debate and the comments on the page
 * of a proposal. Services import no other, so the page names none of them: it asks for its parts, which are found in
 * `services/<name>/ui/parts.ts` as screens are in `index.ts`, and loaded when the page is opened. `proposal-itself` is the
 * other way round: the proposal with its text, as residents see it, where another service works on it.
 */
import { type ComponentType, lazy, Suspense } from 'react'
import { StillLoading } from '../kit/together.tsx'

export interface Part {
  /** On which pages it stands. */
  readonly on: 'proposal' | 'debate' | 'poll' | 'proposal-itself' | 'debate-itself' | 'poll-itself'
  /** Its place among the others. */
  readonly order: number
  readonly load: () => Promise<{ readonly Part: ComponentType<PartProps> }>
}

export interface PartProps {
  /** Of the proposal, the debate or the poll. */
  readonly number: number
}

const found = import.meta.glob<readonly Part[]>('../../services/*/ui/parts.ts', {
  eager: true,
  import: 'parts',
})

const all = Object.values(found)
  .flat()
  .sort((a, b) => a.order - b.order)
  .map(({ on, order, load }) => ({
    on,
    order,
    Shown: lazy(async () => ({ default: (await load()).Part })),
  }))

/** They come one by one; inside `Together` (kit/together.tsx) at once. */
export const Parts = ({ on, number }: Pick<Part, 'on'> & PartProps) =>
  all
    .filter((part) => part.on === on)
    .map(({ order, Shown }) => (
      <Suspense key={order} fallback={<StillLoading />}>
        <Shown number={number} />
      </Suspense>
    ))
