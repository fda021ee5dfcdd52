/**
 * The design tokens of KRDS are 50 KB of custom properties. A stylesheet that names some of them gets these, and what
 * they are made of, in front of it; the rest stays in the package.
 */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'

const file = fileURLToPath(import.meta.resolve('krds-uiux/resources/css/token/krds_tokens.css'))

export const tokens = (): Plugin => {
  const values = new Map(
    [...readFileSync(file, 'utf8').matchAll(/(--krds-[\w-]+):\s*([^;]+);/g)].map(
      ([, name, value]) => [name as string, value as string] as const,
    ),
  )
  return {
    name: 'maru-tokens',
    enforce: 'pre',
    transform: (code, id) =>
      id.endsWith('/theme/theme.css') ? { code: `${declare(values, code)}\n${code}`, map: null } : undefined,
  }
}

const declare = (values: ReadonlyMap<string, string>, css: string): string => {
  const needed = new Set<string>()
  const add = (text: string): void => {
    for (const [name] of text.matchAll(/--krds-[\w-]+/g)) {
      if (needed.has(name)) continue
      const value = values.get(name)
      if (value === undefined) throw new Error(`KRDS has no token ${name}`)
      needed.add(name)
      add(value)
    }
  }
  add(css)
  return `:root { ${[...needed].map((name) => `${name}: ${values.get(name)};`).join(' ')} }`
}
