/**
 * Pretendard GOV comes as one file of 260 KB for each weight. It is cut into slices that a browser fetches only when a
 * page shows one of their characters: the first has every character of the app's own texts, the others the rest of the
 * 2,350 syllables of KS X 1001, the more frequent before the others. Rarer ones are written in the reader's own font.
 */
import { createHash } from 'node:crypto'
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import subsetFont from 'subset-font'
import type { Plugin } from 'vite'
import { root, sample } from './inputs.ts'

const folder = dirname(fileURLToPath(import.meta.resolve('krds-uiux/package.json')))
const cache = join(root, 'node_modules', '.cache', 'maru-fonts')

const weights = [
  { weight: 400, file: 'resources/fonts/PretendardGOV-Regular.subset.woff2' },
  { weight: 700, file: 'resources/fonts/PretendardGOV-Bold.subset.woff2' },
] as const

const sliceSize = 110
const moduleId = 'virtual:fonts.css'

/** `virtual:fonts.css` is a style sheet with the faces of all slices, which lies beside them in the cache. */
export const fonts = (): Plugin => ({
  name: 'maru-fonts',
  resolveId: (id) => (id === moduleId ? writeFaces() : undefined),
})

const writeFaces = async (): Promise<string> => {
  mkdirSync(cache, { recursive: true })
  const faces: string[] = []
  for (const { weight, file } of weights) {
    const whole = readFileSync(join(folder, file))
    for (const characters of slices()) {
      faces.push(fontFace(weight, `./${await cut(whole, characters)}`, rangeOf(characters)))
    }
  }
  const sheet = join(cache, 'fonts.css')
  writeFileSync(sheet, faces.join('\n'))
  return sheet
}

const slices = (): readonly string[] => {
  const first = new Set([...ascii, ...'·…–—‘’“”→←↑↓○●◐◆■□▲△▼✓✕×№％', ...textsOfTheApp()])
  const rest = byFrequency(syllables().filter((syllable) => !first.has(syllable)))
  const others = Array.from({ length: Math.ceil(rest.length / sliceSize) }, (_, index) =>
    rest.slice(index * sliceSize, (index + 1) * sliceSize).join(''),
  )
  return [[...first].sort().join(''), ...others]
}

const ascii = Array.from({ length: 95 }, (_, index) => String.fromCodePoint(32 + index))

/** The characters of all locales: of screens, and of services, whose words screens show. */
const textsOfTheApp = (): readonly string[] =>
  charactersOf(['web/**/locales/*.json', 'services/**/locales/*.json'])

const charactersOf = (patterns: readonly string[]): readonly string[] =>
  globSync(patterns, { cwd: root, exclude: ['**/dist/**', '**/node_modules/**'] })
    .sort()
    .flatMap((file) => [...readFileSync(join(root, file), 'utf8').replaceAll(/\s/g, '')])

/** How people write here: the demonstration's proposals and comments are the largest sample at hand. */
const byFrequency = (some: readonly string[]): readonly string[] => {
  const counts = new Map<string, number>()
  for (const character of charactersOf([sample])) counts.set(character, (counts.get(character) ?? 0) + 1)
  const count = (syllable: string): number => counts.get(syllable) ?? 0
  return some.toSorted((a, b) => count(b) - count(a))
}

/** Rows 16 to 40 of KS X 1001, where its syllables stand. */
const syllables = (): readonly string[] => {
  const decoder = new TextDecoder('euc-kr')
  const bytes = Array.from({ length: 25 * 94 }, (_, index) => [
    0xb0 + Math.floor(index / 94),
    0xa1 + (index % 94),
  ])
  return [...decoder.decode(Uint8Array.from(bytes.flat()))]
}

/** The name of the slice in the cache. */
const cut = async (whole: Buffer, characters: string): Promise<string> => {
  const name = `pretendard-gov-${hashOf(whole, characters).slice(0, 16)}.woff2`
  const path = join(cache, name)
  if (!existsSync(path)) {
    const slice = await subsetFont(whole, characters, {
      targetFormat: 'woff2',
      keepFeatures: ['kern', 'tnum'],
    })
    writeFileSync(path, slice)
  }
  return name
}

const fontFace = (weight: number, url: string, range: string): string =>
  `@font-face { font-family: 'Pretendard GOV'; font-weight: ${weight}; font-display: swap; ` +
  `src: url('${url}') format('woff2'); unicode-range: ${range}; }`

/** `U+61-63,U+AC00`: neighbours are written as one. */
const rangeOf = (characters: string): string => {
  const points = [...characters].map((character) => character.codePointAt(0) as number).sort((a, b) => a - b)
  const runs: [first: number, last: number][] = []
  for (const point of points) {
    const run = runs.at(-1)
    if (run && point <= run[1] + 1) run[1] = point
    else runs.push([point, point])
  }
  const hex = (point: number): string => point.toString(16)
  return runs.map(([first, last]) => `U+${hex(first)}${last > first ? `-${hex(last)}` : ''}`).join(',')
}

const hashOf = (...parts: readonly (Buffer | string)[]): string => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest('hex')
}
