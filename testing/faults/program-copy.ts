/** Another checkout of the program, as an operator has it who unpacks the next version beside the one that runs. */
import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Packages from elsewhere are the same in both; the city's own are those of the copy. */
export const copyProgram = (from: string, to: string, version: string): void => {
  const manifest = JSON.parse(readFileSync(join(from, 'package.json'), 'utf8')) as {
    readonly workspaces: readonly string[]
  }
  for (const workspace of manifest.workspaces)
    cpSync(join(from, workspace), join(to, workspace), {
      recursive: true,
      filter: (path) => !/[\\/](?:node_modules|dist)$/.test(path),
    })
  writeFileSync(join(to, 'package.json'), `${JSON.stringify({ ...manifest, version }, null, 2)}\n`)
  mkdirSync(join(to, 'node_modules/@maru'), { recursive: true })
  for (const name of readdirSync(join(from, 'node_modules')))
    if (name !== '@maru') symlinkSync(join(from, 'node_modules', name), join(to, 'node_modules', name))
  for (const name of readdirSync(join(from, 'node_modules/@maru')))
    symlinkSync(join('../..', name), join(to, 'node_modules/@maru', name))
}
