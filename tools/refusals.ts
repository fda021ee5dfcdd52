/**
 * Which refusal codes each action can give, read from the sources of its service: the codes that stand in its
 * declaration, and in whatever that names in the same service, and so on. The API's document lists them.
 *
 * It errs to one side only: a code that is named is listed, also where its case cannot come about.
 */
import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

export type RefusalsByAction = { readonly [action: string]: readonly string[] }

/** By `service.action`, in the order of names. `folder` is services/. */
export const readRefusals = (folder: string): RefusalsByAction => {
  const paths = globSync('*/actions/*.ts', { cwd: folder }).filter((path) => !path.endsWith('.test.ts'))
  const read = rememberedFiles(folder)
  return Object.fromEntries(
    paths.sort().map((path) => {
      const [service = '', , file = ''] = path.split(/[/\\]/)
      const action = file.slice(0, -'.ts'.length)
      const codes = codesFrom(read, path, camelCase(action))
      return [`${service}.${action}`, codes.sort(byRule)]
    }),
  )
}

interface Source {
  /** The text of each declaration at the top of the file. */
  readonly declarations: ReadonlyMap<string, string>
  /** What an imported name is called where it comes from, and in which file. */
  readonly imports: ReadonlyMap<string, { readonly path: string; readonly name: string }>
}

type Read = (path: string) => Source

const codesFrom = (read: Read, path: string, name: string, seen = new Set<string>()): string[] => {
  const place = `${path} ${name}`
  if (seen.has(place)) return []
  seen.add(place)
  const { declarations, imports } = read(path)
  const imported = imports.get(name)
  if (imported) return codesFrom(read, imported.path, imported.name, seen)
  const text = declarations.get(name)
  if (text === undefined) return []
  const codes = [...text.matchAll(/'([A-Z]{1,2}\d{1,2}-[a-z][a-z0-9-]*)'/g)].map(([, code]) => code as string)
  const names = new Set(text.match(/[A-Za-z_$][\w$]*/g))
  for (const each of names) if (each !== name) codes.push(...codesFrom(read, path, each, seen))
  return [...new Set(codes)]
}

const rememberedFiles = (folder: string): Read => {
  const sources = new Map<string, Source>()
  return (path) => {
    let source = sources.get(path)
    if (!source) sources.set(path, (source = parse(folder, path)))
    return source
  }
}

const parse = (folder: string, path: string): Source => {
  const text = readFileSync(join(folder, path), 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
  const declarations = new Map<string, string>()
  for (const part of text.split(/^(?=(?:export )?(?:const|function\*?|async function)\s)/m)) {
    const name = /^(?:export )?(?:const|function\*?|async function)\s+([\w$]+)/.exec(part)?.[1]
    if (name !== undefined) declarations.set(name, part)
  }
  const imports = new Map<string, { path: string; name: string }>()
  for (const [, names = '', from = ''] of text.matchAll(/^import \{([^}]*)\} from '(\.[^']*)'/gm)) {
    const target = join(dirname(path), from)
    for (const each of names.split(',')) {
      const [name = '', local = name] = each
        .trim()
        .replace(/^type /, '')
        .split(' as ')
      if (name !== '') imports.set(local, { path: target, name })
    }
  }
  return { declarations, imports }
}

const camelCase = (name: string): string =>
  name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase())

/** P2 before P10. */
const byRule = (a: string, b: string): number => {
  const [x, y] = [a, b].map((code) => Number(/\d+/.exec(code)?.[0] ?? 0)) as [number, number]
  return x - y || (a < b ? -1 : 1)
}
