// Habits of single files: what may be read where, how long a file is, what must not stand in it.
import { bareCode, isPure, isScreen, type Rule, sourcesOf } from './rule.ts'

const maySeeEnvironment = /(^|\/)main\.ts$|^cli\/maru\.js$|^(tools|testing|bench)\/|\.config\.[jt]s$/

export const environmentInMain: Rule = {
  says: 'only main.ts files read the environment and the command line',
  problems: (files) =>
    sourcesOf(files)
      .filter(({ path, isTest }) => !isTest && !maySeeEnvironment.test(path))
      .filter(({ text }) =>
        /\bprocess\s*\.\s*(env|argv)\b|\{[^}]*\b(env|argv)\b[^}]*\}\s*=\s*process\b/.test(bareCode(text)),
      )
      .map(({ path }) => `${path} reads process.env or process.argv: let main.ts hand it in`),
  mustFail: { 'server/start.ts': 'const port = process.env.PORT' },
}

export const clockOutside: Rule = {
  says: 'kernel, services, cities and verifier have no clock but the time of the block',
  problems: (files) =>
    sourcesOf(files)
      .filter(({ path, top, isTest }) => !isTest && !isScreen(path) && clockless.includes(top))
      .filter(({ text }) =>
        /\bDate\s*\.\s*now\b|\bnew\s+Date\b|\bperformance\s*\.\s*now\b/.test(bareCode(text)),
      )
      .map(({ path }) => `${path} reads the clock: use the time of the block`),
  mustFail: { 'verifier/recount.ts': 'const started = Date.now()' },
}

const clockless = ['kernel', 'services', 'cities', 'verifier']

export const integersOnly: Rule = {
  says: 'pure code has no fractions, and of Math only what is exact on every machine',
  problems: (files) =>
    sourcesOf(files)
      .filter(isPure)
      .flatMap(({ path, text }) => {
        const found = fraction.exec(bareCode(text)) ?? inexactMath.exec(bareCode(text))
        return found ? [`${path}: "${found[0].trim()}": integers and bigint only`] : []
      }),
  mustFail: { 'services/points/rates.ts': 'export const rate = 0.05' },
}

const fraction = /(?<![\w.$])\d[\d_]*\.\d+|(?<![\w.$)\]?])\.\d+|(?<![\w.$])\d[\d_]*e-\d+/
const inexactMath = /\bMath\b(?!\.(abs|ceil|clz32|floor|imul|max|min|round|sign|trunc)\b).{0,12}/

export const nothingLeftOver: Rule = {
  says: 'no file says that something is still to be done',
  problems: (files) =>
    sourcesOf(files)
      .filter(({ text }) => leftOver.test(text))
      .map(({ path }) => `${path} has a note about work to do: do it, or open an issue`),
  mustFail: { 'cli/main.ts': ['// TO', 'DO: later'].join('') },
}

// Written so that this file does not find itself.
const leftOver = /\b(FIX[M]E|TO[D]O|XX[X]|HAC[K])\b/

const linesMax = 300
/** Files that may be longer, with the lines they have and why. They may shrink, not grow. */
export const longFiles: { readonly [path: string]: { readonly lines: number; readonly why: string } } = {}

export const filesAreShort: Rule = {
  says: `no TypeScript file is longer than ${linesMax} lines`,
  problems: (files) =>
    sourcesOf(files).flatMap(({ path, text }) => {
      const lines = text.trimEnd().split('\n').length
      const allowed = longFiles[path]?.lines ?? linesMax
      return lines > allowed
        ? [`${path} has ${lines} lines, at most ${allowed}: split it by what it does`]
        : []
    }),
  mustFail: { 'kernel/all.ts': 'x\n'.repeat(linesMax + 1) },
}

/** Exceptions that could go. The list is a parameter so that the test can hand in another. */
export const unneeded = (
  files: ReadonlyMap<string, string>,
  exceptions: typeof longFiles,
): readonly string[] =>
  Object.keys(exceptions)
    .filter((path) => (files.get(path) ?? '').trimEnd().split('\n').length <= linesMax)
    .map((path) => `tools/tidy/habits.ts: ${path} needs no exception any more: take it out`)

export const noPathsOfOneMachine: Rule = {
  says: 'no file names a path of one machine',
  problems: (files) =>
    [...files]
      .filter(([path]) => !/\.test\.tsx?$|(^|\/)vectors\//.test(path))
      .flatMap(([path, text]) => {
        const found = onePlace.exec(text)
        return found ? [`${path} names ${found[0]}: use a relative path, os.tmpdir() or a parameter`] : []
      }),
  mustFail: { 'docs/guides/start.md': ['cd /ho', 'me/kim/maru'].join('') },
}

const onePlace = /(?<![\w.$}*)~-])\/(wor[k]|tm[p]|hom[e]|roo[t])\/[\w.-]*/
