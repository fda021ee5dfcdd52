/**
 * One question to several who can answer it alike: the next is asked when the one before fails, or takes long. What
 * comes first counts, and nobody waits for one that is gone.
 */

export interface FirstAnswerOptions<Value> {
  readonly count: number
  readonly ask: (at: number) => Promise<Value>
  /** After so long without an answer the next is asked too. */
  readonly patienceMs: number
  /** Whether all would say the same, so that the others need not be asked. */
  readonly isFinal: (error: unknown) => boolean
}

/** The answer, and who gave it. Rejects with what is final, or with the last failure when all have failed. */
export const firstAnswer = <Value>({
  count,
  ask,
  patienceMs,
  isFinal,
}: FirstAnswerOptions<Value>): Promise<{ readonly value: Value; readonly at: number }> =>
  new Promise((resolve, reject) => {
    let asked = 0
    let failures = 0
    let isOver = false
    let timer: ReturnType<typeof setTimeout> | undefined

    const end = (): void => {
      isOver = true
      clearTimeout(timer)
    }
    const askNext = (): void => {
      clearTimeout(timer)
      if (isOver || asked === count) return
      const at = asked++
      timer = setTimeout(askNext, patienceMs)
      ask(at).then(
        (value) => {
          end()
          resolve({ value, at })
        },
        (error: Error) => {
          if (++failures === count || isFinal(error)) {
            end()
            reject(error)
          } else askNext()
        },
      )
    }
    askNext()
  })
