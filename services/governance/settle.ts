/** What becomes of a change: it passes, comes into force, or ends without. */
import { neededOf, percentFor, standingsOf } from './approvals.ts'
import { bringAbout } from './bring-about.ts'
import { faultOf } from './judge.ts'
import { timer, type Context } from './kit.ts'
import type { Change, ChangeState } from './state.ts'

/** In the block of this height it would come into force, if it passed now. Halting and going on are at once. */
export const heightOf = (
  { height }: Pick<Context, 'height'>,
  { wanted, from }: Pick<Change, 'wanted' | 'from'>,
): number => (wanted.kind === 'halt' || wanted.kind === 'resume' ? height + 1 : Math.max(from, height + 1))

/** Asked after each approval. */
export const passIfEnough = (context: Context, number: number): void => {
  const { tables, parameters, system, time, emit } = context
  const change = tables.changes.get([number]) as Change
  const { wanted } = change
  const standings = standingsOf(tables, number)
  const needed = neededOf(standings.length, percentFor(parameters, wanted.kind))
  if (standings.filter(({ approves }) => approves).length < needed) return
  const height = heightOf(context, change)
  const fault = faultOf(context, wanted, height)
  if (fault !== undefined) return end(context, number, 'void', fault)
  tables.changes.put([number], { ...change, state: 'passed', passedAt: time, height })
  emit('change-passed', { change: number, kind: wanted.kind, height })
  // Numbers of the ledger are set ahead, so that every node knows before the block what it needs for it.
  if (wanted.kind === 'halt' || wanted.kind === 'resume')
    system.setNumber('halted', height, wanted.kind === 'halt' ? 1 : 0)
  if (wanted.kind === 'activate-version') system.setNumber('version', height, wanted.version)
  context.scheduleAtHeight(height, 'take-effect', { change: number })
}

export const takeEffect = timer((context, { change: given }) => {
  const { tables, emit } = context
  const number = Number(given)
  const change = tables.changes.get([number]) as Change
  const outcome = bringAbout(context, number, change)
  if (outcome === 'done') return end(context, number, 'in-force')
  if (outcome !== 'later') return end(context, number, 'void', outcome.fault)
  const height = context.height + 1
  tables.changes.put([number], { ...change, height })
  emit('change-postponed', { change: number, height })
  context.scheduleAtHeight(height, 'take-effect', { change: number })
})

export const expire = timer((context, { change }) => {
  if (context.tables.changes.get([Number(change)])?.state === 'proposed')
    end(context, Number(change), 'expired')
})

export const end = (
  { tables, time, emit }: Context,
  number: number,
  state: Exclude<ChangeState, 'proposed' | 'passed'>,
  reason?: string,
): void => {
  const change = tables.changes.update([number], (row) => ({
    ...row,
    state,
    endedAt: time,
    ...(reason !== undefined && { reason }),
  }))
  tables.open.remove([number])
  if (state === 'in-force') tables.latest.put([change.wanted.kind], { change: number })
  emit(`change-${state}`, {
    change: number,
    kind: change.wanted.kind,
    ...(reason !== undefined && { reason }),
  })
}
