// The repository tests its own rules. A failure names the file and what to do about it.
// Each rule also has a small tree that must fail, because a check that sees nothing passes too.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import * as arrows from './tools/tidy/arrows.ts'
import * as habits from './tools/tidy/habits.ts'
import { type Files, importsOf, type Rule } from './tools/tidy/rule.ts'
import * as services from './tools/tidy/services.ts'

const root = import.meta.dirname

const rules: readonly Rule[] = [
  arrows.arrows,
  arrows.servicesApart,
  arrows.readModelsLast,
  arrows.screensLast,
  arrows.testingApart,
  arrows.purePackagesOnly,
  arrows.dependenciesNamed,
  services.servicesListed,
  services.readmesThere,
  services.refusalsHaveTexts,
  services.refusalsAreTested,
  services.rulesAreKept,
  habits.environmentInMain,
  habits.clockOutside,
  habits.integersOnly,
  habits.nothingLeftOver,
  habits.filesAreShort,
  habits.noPathsOfOneMachine,
]

describe('the tree is tidy', () => {
  const files = readTree()
  for (const rule of rules) {
    test(rule.says, () => assert.equal(rule.problems(files).join('\n'), ''))
  }
  test('every exception for a long file is still needed', () => {
    assert.deepEqual(habits.unneeded(files, habits.longFiles), [])
  })
})

describe('a tree that is not tidy fails', () => {
  for (const rule of rules) {
    test(rule.says, () => assert.equal(rule.problems(new Map(Object.entries(rule.mustFail))).length, 1))
  }
  test('an exception that is not needed any more', () => {
    const problems = habits.unneeded(new Map([['a.ts', '']]), { 'a.ts': { lines: 400, why: '' } })
    assert.equal(problems.length, 1)
  })
})

test('imports are found however they are written', () => {
  const text = `
    import a from 'a'
    import type {
      B,
    } from "./b.ts"
    import './c.ts'
    export * from './d.ts'
    export { e } from './e.ts'
    const f = await import('./f.ts')
    // import g from 'g'
    const h = "import h from 'h'"
    export const from = 'i'
  `
  assert.deepEqual(importsOf(text), ['a', './b.ts', './c.ts', './d.ts', './e.ts', './f.ts'])
})

test('numbers in words, versions and ranges are no fractions', () => {
  const passes = "// 0.5\nconst a = [...b, c.d, '1.5', `2.5`, 1_000, 3n, e?.[0], f[0].g, Math.floor(h / 2)]"
  const fails = ['0.5', '.5', '1e-3', 'Math.sqrt(2)', 'const { random } = Math']
  const problems = (text: string): number =>
    habits.integersOnly.problems(new Map([['kernel/a.ts', text]])).length
  assert.equal(problems(passes), 0)
  for (const text of fails) assert.equal(problems(`const a = ${text}`), 1, text)
})

/** The text files that are tracked or about to be; without git, all of them. */
function readTree(): Files {
  const paths = existsSync(join(root, '.git')) ? listWithGit() : listWithoutGit()
  return new Map(
    paths
      .filter((path) => /\.([cm]?[jt]sx?|json|md|ya?ml|sh|html|css|sql|go|toml)$|^\.ci\/run$/.test(path))
      .filter((path) => path !== 'package-lock.json' && existsSync(join(root, path)))
      .map((path) => [path, readFileSync(join(root, path), 'utf8')]),
  )
}

function listWithGit(): readonly string[] {
  const parameters = ['ls-files', '--cached', '--others', '--exclude-standard', '-z']
  return execFileSync('git', parameters, { cwd: root, encoding: 'utf8' }).split('\0').filter(Boolean)
}

function listWithoutGit(): readonly string[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => !/(^|\/)(node_modules|\.maru|dist)(\/|$)/.test(path) && /\.\w+$/.test(path))
}
