// One thread from words to bytes: a rule in a service's README, its refusal code, a vector or test, a text.
import { type Files, type Rule, serviceOf, sourcesOf, withoutComments } from './rule.ts'

export const servicesListed: Rule = {
  says: 'every service stands in services/index.ts',
  problems: (files) =>
    servicesIn(files)
      .filter((name) => !(files.get('services/index.ts') ?? '').includes(`./${name}/service.ts`))
      .map((name) => `services/${name} is not in services/index.ts: add its line there`),
  mustFail: { 'services/polls/service.ts': '', 'services/index.ts': '' },
}

export const refusalsHaveTexts: Rule = {
  says: 'every refusal code has a text in Korean and English',
  problems: (files) =>
    ['kernel', ...servicesIn(files).map((name) => `services/${name}`)].flatMap((folder) =>
      ['ko', 'en'].flatMap((language) => {
        const own = textsIn(files, `${folder}/locales/${language}.json`)
        const shared = textsIn(files, `kernel/locales/${language}.json`)
        return codesIn(files, folder)
          .filter((code) => !own[code]?.trim() && !shared[code]?.trim())
          .map((code) => `${folder}/locales/${language}.json: "refusals" has no text for ${code}`)
      }),
    ),
  mustFail: {
    'services/polls/service.ts': "refuse('P1-not-resident')",
    'services/polls/locales/ko.json': '{ "refusals": { "P1-not-resident": "주민만 투표합니다." } }',
    'services/polls/locales/en.json': '{ "refusals": {} }',
  },
}

export const refusalsAreTested: Rule = {
  says: 'every refusal code of a service appears in one of its vectors or tests',
  problems: (files) =>
    servicesIn(files).flatMap((name) =>
      codesIn(files, `services/${name}`)
        .filter((code) => !namesWord(testsOf(files, name), code))
        .map((code) => `services/${name}: no vector and no test names ${code}`),
    ),
  mustFail: {
    'services/polls/service.ts': "refuse('P1-not-resident')",
    'services/polls/vectors/vote.json': '[{ "refusal": "P1-not-resident-yet" }]',
  },
}

export const rulesAreKept: Rule = {
  says: "every rule in a service's README is named by a refusal code, a vector or a test",
  problems: (files) =>
    servicesIn(files).flatMap((name) => {
      const codes = codesIn(files, `services/${name}`)
      const tests = testsOf(files, name)
      return rulesIn(files.get(`services/${name}/README.md`) ?? '')
        .filter((rule) => !codes.some((code) => code.startsWith(`${rule}-`)) && !namesWord(tests, rule))
        .map(
          (rule) =>
            `services/${name}/README.md: nothing keeps ${rule}; name it in a refusal code, vector or test`,
        )
    }),
  mustFail: {
    'services/polls/service.ts': "refuse('P1-not-resident')",
    'services/polls/README.md': '- **P1** A resident votes.\n- **P2** Once.',
  },
}

export const readmesThere: Rule = {
  says: 'every service has a README with numbered rules',
  problems: (files) =>
    servicesIn(files)
      .filter((name) => rulesIn(files.get(`services/${name}/README.md`) ?? '').length === 0)
      .map(
        (name) => `services/${name}/README.md must say what a person can do here, and its rules: **P1** ...`,
      ),
  mustFail: { 'services/polls/service.ts': '', 'services/polls/README.md': '# Polls' },
}

const servicesIn = (files: Files): readonly string[] =>
  [...files.keys()]
    .filter((path) => /^services\/[^/]+\/service\.ts$/.test(path))
    .map((path) => serviceOf(path) ?? '')

/** Codes look like `P7-already-supported`: the rule's number and a word. */
const codesIn = (files: Files, folder: string): readonly string[] => {
  const codes = sourcesOf(files)
    .filter(({ path, isTest }) => path.startsWith(`${folder}/`) && !isTest)
    .flatMap(({ text }) => [
      ...withoutComments(text).matchAll(/['"`]([A-Z]{1,2}\d{1,2}-[a-z][a-z0-9-]*)['"`]/g),
    ])
    .map((match) => match[1] ?? '')
  return [...new Set(codes)]
}

/** Rules open a line, a list item, a table row or a heading: `- **P7** ...`, `| P7 | ...`. */
const rulesIn = (readme: string): readonly string[] => {
  const pattern = /^[ \t]*(?:[-*|]|#+|\d+\.)?[ \t]*\**([A-Z]{1,2}\d{1,2})\b(?!-)/gm
  return [...new Set([...readme.matchAll(pattern)].map((match) => match[1] ?? ''))]
}

const testsOf = (files: Files, service: string): string =>
  [...files]
    .filter(
      ([path]) =>
        serviceOf(path) === service && (/\/vectors\/.*\.json$/.test(path) || path.endsWith('.test.ts')),
    )
    .map(([, text]) => text)
    .join('\n')

/** `P1` is named by "P1: ..." and by "P1-not-resident", but `P1-not` is not named by "P1-not-resident". */
const namesWord = (text: string, word: string): boolean =>
  new RegExp(`(?<![\\w-])${word}${word.includes('-') ? '(?![\\w-])' : '(?!\\w)'}`).test(text)

const textsIn = (files: Files, path: string): { readonly [code: string]: string | undefined } => {
  const locale = JSON.parse(files.get(path) ?? '{}') as {
    readonly refusals?: { readonly [code: string]: string }
  }
  return locale.refusals ?? {}
}
