// What a tidy rule is, and how rules read sources: by regular expression, good enough for our own code.
export type Files = ReadonlyMap<string, string>

export interface Rule {
  /** The rule as a fact: what holds when it finds nothing. */
  readonly says: string
  /** One sentence for each problem: the file, what is wrong, what to do. */
  readonly problems: (files: Files) => readonly string[]
  /** A tree that must not pass, so that a rule that sees nothing is noticed. */
  readonly mustFail: { readonly [path: string]: string }
}

export interface Source {
  readonly path: string
  readonly text: string
  /** The top folder: kernel, services, ... */
  readonly top: string
  readonly isTest: boolean
}

export const sourcesOf = (files: Files): readonly Source[] =>
  [...files]
    .filter(([path]) => /\.(ts|tsx|js|mjs)$/.test(path))
    .map(([path, text]) => ({ path, text, top: topOf(path), isTest: /\.test\.tsx?$/.test(path) }))

export const topOf = (path: string): string => path.split('/')[0] ?? ''

/** `proposals` for any file in services/proposals/, else undefined. */
export const serviceOf = (path: string): string | undefined => /^services\/([^/]+)\//.exec(path)?.[1]

export const isScreen = (path: string): boolean => /^services\/[^/]+\/ui\//.test(path)

/** What a service keeps in SQL: without clock or network as the rules are, but no part of the ledger. */
export const isReadModel = (path: string): boolean =>
  /^services\/(?:[^/]+\/)?read-models?(?:\/|\.ts$)/.test(path)

/** Code that every machine must run to the same bytes. */
export const isPure = ({ path, top, isTest }: Source): boolean =>
  ['kernel', 'services', 'cities'].includes(top) &&
  !isTest &&
  !isScreen(path) &&
  !isReadModel(path) &&
  path.endsWith('.ts')

const stringOrComment =
  /('(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`)|(?:\/\/[^\n]*|\/\*[\s\S]*?\*\/)/g

export const withoutComments = (text: string): string =>
  text.replace(stringOrComment, (_whole, string?: string) => string ?? ' ')

/** Neither comments nor the insides of strings. */
export const bareCode = (text: string): string =>
  text.replace(stringOrComment, (_whole, string?: string) => (string === undefined ? ' ' : "''"))

/** What a file imports, as written: `./state.ts`, `@maru/kernel/service.ts`, `node:fs`, `zod`. */
export const importsOf = (text: string): readonly string[] => {
  // Each string is replaced by its number, so that what only looks like an import inside one is not taken.
  const strings: string[] = []
  const code = text.replace(stringOrComment, (_whole, string?: string) =>
    string === undefined ? ' ' : `'${strings.push(string.slice(1, -1)) - 1}'`,
  )
  return [...code.matchAll(importPattern)].map((match) => strings[Number(match[1] ?? match[2])] ?? '')
}

const importPattern = /(?<![\w.$])(?:import|export)\s(?:[^'"`;()=]*?\sfrom\s*)?'(\d+)'|\bimport\(\s*'(\d+)'/g

/** The path in this repository that an import means; undefined for a package from elsewhere. */
export const targetOf = (importer: string, specifier: string): string | undefined => {
  if (specifier.startsWith('@maru/')) return specifier.slice('@maru/'.length)
  return specifier.startsWith('.') ? resolve(importer, specifier) : undefined
}

const resolve = (importer: string, specifier: string): string => {
  const folders = importer.split('/').slice(0, -1)
  for (const step of specifier.split('/')) {
    if (step === '..') folders.pop()
    else if (step !== '.') folders.push(step)
  }
  return folders.join('/')
}

/** `@noble/hashes` of `@noble/hashes/sha2.js`. */
export const packageOf = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
