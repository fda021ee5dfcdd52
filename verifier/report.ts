/** What a recount finds: the figures, or the first thing that is wrong and where. */
export interface Problem {
  /** Stable, as in `V5-receipt-differs`. */
  readonly code: string
  /** What is wrong, in a sentence that says what it means. */
  readonly message: string
  /** The file of the log, by its C2SP path. */
  readonly path?: string
  /** The first entry that is wrong. */
  readonly index?: number
}

export interface Figures {
  readonly chain: string
  readonly origin: string
  readonly size: number
  readonly root: string
  readonly height: number
  readonly time: number
  readonly transactions: number
  readonly accounts: number
  readonly stateRoot: string
}

export class LogProblem extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.message)
    this.problem = problem
  }
}

export const fault = (
  code: string,
  message: string,
  where: Pick<Problem, 'path' | 'index'> = {},
): LogProblem => new LogProblem({ code, message, ...where })
