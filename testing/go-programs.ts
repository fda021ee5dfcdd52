/** Programs of other teams in Go, installed once, for tests that hold ours against them. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const cache = join(import.meta.dirname, '../node_modules/.cache/go')

export interface GoProgram {
  readonly path: string
  /** Why tests that need it are skipped, or false. */
  readonly skip: string | false
}

/** `module` is the path of the command, `version` a tag of its repository. */
export const installGo = (module: string, version: string): GoProgram => {
  const name = module.slice(module.lastIndexOf('/') + 1)
  const folder = join(cache, version)
  const path = join(folder, name)
  return {
    path,
    skip: existsSync(path) ? false : go(name, ['install', `${module}@${version}`], { GOBIN: folder }),
  }
}

/** Builds a few lines of Go over modules of others. */
export const buildGo = (name: string, source: string, requires: readonly string[]): GoProgram => {
  const folder = join(cache, name)
  const path = join(folder, name)
  if (existsSync(path)) return { path, skip: false }
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'main.go'), source)
  writeFileSync(
    join(folder, 'go.mod'),
    `module ${name}\n\ngo 1.25\n\n${requires.map((each) => `require ${each}\n`).join('')}`,
  )
  return {
    path,
    skip: go(name, ['mod', 'tidy'], {}, folder) || go(name, ['build', '-o', path, '.'], {}, folder),
  }
}

const go = (
  name: string,
  parameters: readonly string[],
  environment: { readonly [name: string]: string },
  cwd?: string,
): string | false => {
  const options = { env: { ...process.env, ...environment }, stdio: 'pipe', timeout: 300_000, cwd } as const
  const { error, status } = spawnSync('go', parameters, options)
  if (error) return `needs go, to install ${name}`
  return status === 0 ? false : `go could not install ${name} (no network?)`
}

/** Whether a program of the machine can be called. */
export const needs = (program: string): string | false =>
  spawnSync(program, [], { stdio: 'ignore', timeout: 10_000 }).error ? `needs ${program}` : false
