/**
 * CometBFT with a clock that is an hour ahead. It is one static file that asks the kernel for the time, so it is built
 * anew from Go's own copy of its source, with one line changed: the Now of its types/time.
 */
import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { cometBftVersion } from '@maru/engines/cometbft/network/program.ts'

/** Undefined where Go or the source is missing. Takes a minute or two the first time. */
export const findAheadProgram = (cacheFolder: string): string | undefined => {
  const program = resolve(cacheFolder, `cometbft-${cometBftVersion}-ahead`)
  if (existsSync(program)) return program
  const original = sourceFolder()
  if (original === undefined) return undefined
  const folder = mkdtempSync(join(tmpdir(), 'maru-cometbft-'))
  try {
    cpSync(original, folder, { recursive: true })
    // What Go keeps, nobody may write to.
    execFileSync('chmod', ['-R', 'u+w', folder])
    const path = join(folder, 'types/time/time.go')
    const source = readFileSync(path, 'utf8')
    const line = 'return Canonical(time.Now())'
    if (!source.includes(line)) throw new Error(`${path} has no "${line}"`)
    writeFileSync(path, source.replace(line, 'return Canonical(time.Now().Add(time.Hour))'))
    execFileSync('go', ['build', '-o', program, './cmd/cometbft'], {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
      timeout: 900_000,
    })
    return program
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const sourceFolder = (): string | undefined => {
  try {
    const modules = execFileSync('go', ['env', 'GOMODCACHE'], { encoding: 'utf8' }).trim()
    const folder = join(modules, `github.com/cometbft/cometbft@v${cometBftVersion}`)
    return existsSync(folder) ? folder : undefined
  } catch {
    return undefined
  }
}
