/**
 * Whether what clients saw of one object could have happened one after the other, each act at one moment between its
 * call and its answer (Herlihy and Wing, "Linearizability", 1990). The search is that of Wing and Gong (1993) with
 * Lowe's memory of what was tried ("Testing for Linearizability", 2017): try each act that nothing has to come before,
 * go on with the rest, and never twice with the same acts behind and the same state.
 */

export interface Operation<Input, Output> {
  readonly input: Input
  /** Undefined when no answer came: it may have happened at any time after its call, or not at all. */
  readonly output: Output | undefined
  readonly from: number
  readonly to: number
}

export interface Model<State, Input, Output> {
  readonly initial: State
  /** The state afterwards; undefined when this state does not allow the output. */
  readonly step: (state: State, input: Input, output: Output | undefined) => State | undefined
  /** The same for equal states. */
  readonly nameOf: (state: State) => string
}

/** Throws when more than so many states have been looked at: then nothing is said. */
export const statesMax = 2_000_000

export const isLinearisable = <State, Input, Output>(
  model: Model<State, Input, Output>,
  operations: readonly Operation<Input, Output>[],
  bound = statesMax,
): boolean => {
  const sorted = [...operations].sort((one, other) => one.from - other.from)
  const answered = sorted.filter(({ output }) => output !== undefined).length
  const tried = new Set<string>()
  const done = new Set<number>()

  /** `first` is the first that is not done: all before it are, so that the memory names only those after it. */
  const search = (state: State, first: number, answeredLeft: number): boolean => {
    if (answeredLeft === 0) return true
    const name = `${first} ${[...done]
      .filter((at) => at > first)
      .sort((a, b) => a - b)
      .join(',')} ${model.nameOf(state)}`
    if (tried.has(name)) return false
    tried.add(name)
    if (tried.size > bound) throw new Error(`over ${bound} states: the history is too wild to be judged`)
    let earliestEnd = Infinity
    for (let at = first; at < sorted.length; at++) {
      const operation = sorted[at]!
      // What began after another had ended, which is not done yet, cannot come before it.
      if (operation.from > earliestEnd) break
      if (done.has(at)) continue
      if (operation.output !== undefined) earliestEnd = Math.min(earliestEnd, operation.to)
      const next = model.step(state, operation.input, operation.output)
      if (next === undefined) continue
      done.add(at)
      let nextFirst = first
      while (done.has(nextFirst)) nextFirst++
      if (search(next, nextFirst, answeredLeft - (operation.output === undefined ? 0 : 1))) return true
      done.delete(at)
    }
    return false
  }
  return search(model.initial, 0, answered)
}

/** Objects that have nothing to do with each other are judged apart, which is what makes long histories possible. */
export const byKey = <Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> => {
  const groups = new Map<string, Item[]>()
  for (const item of items) {
    const key = keyOf(item)
    groups.set(key, [...(groups.get(key) ?? []), item])
  }
  return groups
}
