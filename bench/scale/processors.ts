/** What takes processor time waits for it: cores that all threads of a machine share, and threads that do one thing at a time. */
import type { Simulation } from './simulation.ts'

/** Work that takes a core for so many milliseconds, and then calls back. What is urgent goes ahead of what waits. */
export type Work = (ms: number, done: () => void, isUrgent?: boolean) => void

/** Long work is cut into slices, so that urgent work need not wait for its end. */
const sliceMs = 4

export const createCores = (simulation: Simulation, count: number): Work => {
  const waiting = createQueue<() => void>()
  let free = count

  const next = (): void => {
    while (free > 0) {
      const start = waiting.take()
      if (!start) return
      free--
      start()
    }
  }

  const slice = (ms: number, done: () => void, isUrgent: boolean) => (): void => {
    const own = Math.min(ms, sliceMs)
    simulation.after(own, () => {
      free++
      if (ms > own) waiting.addFirst(slice(ms - own, done, isUrgent), isUrgent)
      else done()
      next()
    })
  }

  return (ms, done, isUrgent = false) => {
    waiting.add(slice(ms, done, isUrgent), isUrgent)
    next()
  }
}

/**
 * One thing at a time: JavaScript's thread, or what a lock guards. A system gives a thread its turn soon, however much
 * work of many others waits for the cores.
 */
export const createThread = (cores: Work): Work => {
  const waiting = createQueue<{ readonly ms: number; readonly done: () => void }>()
  let isBusy = false
  const next = (): void => {
    const first = waiting.take()
    if (!first) return
    isBusy = true
    const done = (): void => {
      isBusy = false
      first.done()
      if (!isBusy) next()
    }
    cores(first.ms, done, true)
  }
  return (ms, done, isUrgent = false) => {
    waiting.add({ ms, done }, isUrgent)
    if (!isBusy) next()
  }
}

const createQueue = <Item>() => {
  const urgent: Item[] = []
  const others: Item[] = []
  return {
    add: (item: Item, isUrgent: boolean): void => void (isUrgent ? urgent : others).push(item),
    addFirst: (item: Item, isUrgent: boolean): void => void (isUrgent ? urgent : others).unshift(item),
    take: (): Item | undefined => urgent.shift() ?? others.shift(),
  }
}
