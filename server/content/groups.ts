/** Group commit: what is asked for while one group is being made durable waits for the next and shares its fsyncs. */
export interface Groups<Job> {
  /** Settles as the group does that the job falls into. */
  readonly add: (job: Job) => Promise<void>
  /** Resolves when nothing is under way. */
  readonly idle: () => Promise<void>
}

/** Runs one group at a time, of at most `sizeMax` jobs, in the order in which they were added. */
export const createGroups = <Job>(
  sizeMax: number,
  run: (jobs: readonly Job[]) => Promise<void>,
): Groups<Job> => {
  let waiting: { readonly job: Job; readonly done: () => void; readonly failed: (error: unknown) => void }[] =
    []
  let running: Promise<void> | undefined

  const runAll = async (): Promise<void> => {
    while (waiting.length > 0) {
      const group = waiting.slice(0, sizeMax)
      waiting = waiting.slice(sizeMax)
      try {
        await run(group.map(({ job }) => job))
        for (const { done } of group) done()
      } catch (error) {
        for (const { failed } of group) failed(error)
      }
    }
    running = undefined
  }

  return {
    add: (job) =>
      new Promise((done, failed) => {
        waiting.push({ job, done, failed })
        // Not at once: what is asked for in the same turn belongs to the first group.
        running ??= Promise.resolve().then(runAll)
      }),
    idle: () => running ?? Promise.resolve(),
  }
}
