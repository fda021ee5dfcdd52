// The texts of all screens: the same keys in both languages, messages that compile, the same values in each.
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import compile from 'icu-minify/compile'

const root = join(import.meta.dirname, '..', '..')
const folders = globSync(
  [
    'web/locales',
    'web/{parts,kit,shell}/locales',
    'web/screens/*/locales',
    'services/*/ui/locales',
    'services/*/ui/desk/locales',
  ],
  {
    cwd: root,
  },
)

describe('the texts of screens', () => {
  test('are found', () => assert.ok(folders.length >= 3))
  for (const folder of folders) {
    test(folder, () => {
      const ko = textsIn(folder, 'ko')
      const en = textsIn(folder, 'en')
      assert.deepEqual(Object.keys(en), Object.keys(ko), 'the same keys in the same order')
      for (const [key, text] of Object.entries(ko)) {
        assert.deepEqual(
          valuesOf(en[key] ?? ''),
          valuesOf(text),
          `${key} takes the same values in both languages`,
        )
      }
    })
  }
  test('a message that is not whole fails', () => assert.throws(() => valuesOf('{count, plural, other {#}')))
  test('values are found wherever they stand', () => {
    assert.deepEqual(valuesOf('{name}: {count, plural, one {# of {all}} other {#}}'), [
      'all',
      'count',
      'name',
    ])
  })
})

const textsIn = (folder: string, language: string): { readonly [key: string]: string } =>
  JSON.parse(readFileSync(join(root, folder, `${language}.json`), 'utf8')) as {
    readonly [key: string]: string
  }

/** The names in a compiled message: `["count", type, options]` or `["name"]` among the texts. */
const valuesOf = (text: string): readonly string[] => {
  const names = new Set<string>()
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) {
      if (typeof node[0] === 'string') names.add(node[0])
      for (const part of node.slice(1)) visit(part)
    } else if (typeof node === 'object' && node !== null) {
      for (const part of Object.values(node)) for (const inner of [part].flat(1) as unknown[]) visit(inner)
    }
  }
  const compiled = compile(text)
  if (typeof compiled !== 'string') for (const node of compiled) visit(node)
  return [...names].sort()
}
