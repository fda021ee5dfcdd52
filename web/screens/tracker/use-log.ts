/** Questions to the log, as screens ask them. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { cityOptions, useCity } from '../../city/city.ts'
import { onBlock } from '../../city/live.ts'
import { actsIn, blockOf, blocksBefore, findBlock } from './blocks.ts'
import { openLog, type Log } from './log.ts'

/** An answer of the log, which never changes once it has been given: `key` says what is asked. */
export const useLog = <Answer>(key: readonly (string | number)[], ask: (log: Log) => Promise<Answer>) => {
  const queries = useQueryClient()
  const { data: city, error } = useCity()
  const size = city?.size ?? 0
  const question = ['log', ...key]
  const asked = useQuery({
    queryKey: [...question, size],
    queryFn: () => ask(openLog(queries, size)),
    enabled: size > 0,
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: whileAskedAgain(question),
  })
  const refetch = () => void (size > 0 ? asked.refetch() : queries.refetchQueries(cityOptions))
  return { data: asked.data, error: asked.error ?? (city ? null : error), refetch }
}

/** When the log has grown the answer of before stays on the screen; that of another question does not. */
const whileAskedAgain =
  (question: readonly unknown[]) =>
  <Before>(
    before: Before | undefined,
    asked?: { readonly queryKey: readonly unknown[] },
  ): Before | undefined =>
    asked?.queryKey.slice(0, -1).join() === question.join() ? before : undefined

/** While the screen is open the city's size moves with its blocks, once in a while. */
export const useFollowedCity = (): void => {
  const queries = useQueryClient()
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const stop = onBlock(() => {
      timer ??= setTimeout(() => {
        timer = undefined
        void queries.invalidateQueries(cityOptions)
      }, followMs)
    })
    return () => {
      stop()
      clearTimeout(timer)
    }
  }, [queries])
}

const followMs = 1_000

export const useBlocks = (end: number | undefined, limit: number) =>
  useLog(['blocks', end ?? 'newest', limit], (log) => blocksBefore(log, end ?? log.size - 1, limit))

export const useBlock = (height: number) =>
  useLog(['block', height], async (log) => {
    const block = await findBlock(log, height)
    return block ? { block, acts: await actsIn(log, block) } : null
  })

export const useEntry = (index: number) =>
  useLog(['entry', index], async (log) => {
    if (!Number.isSafeInteger(index) || index < 0 || index >= log.size) return null
    return { ...(await log.entryAt(index)), block: await blockOf(log, index) }
  })
