/** Programs over crates of other teams in Rust, built once, for tests that hold ours against them. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const cache = join(import.meta.dirname, '../node_modules/.cache/rust')

export interface RustProgram {
  readonly path: string
  /** Why tests that need it are skipped, or false. */
  readonly skip: string | false
}

/** `crates` as they stand in Cargo.toml: `ohttp = "=0.8.0"`. */
export const buildRust = (name: string, source: string, crates: readonly string[]): RustProgram => {
  const folder = join(cache, name)
  const path = join(folder, 'target/debug', name)
  if (existsSync(path)) return { path, skip: false }
  mkdirSync(join(folder, 'src'), { recursive: true })
  writeFileSync(join(folder, 'src/main.rs'), source)
  const head = `[package]\nname = "${name}"\nversion = "0.0.0"\nedition = "2021"\n`
  writeFileSync(
    join(folder, 'Cargo.toml'),
    `${head}\n[dependencies]\n${crates.join('\n')}\n\n[profile.dev]\ndebug = false\n`,
  )
  const { error, status } = spawnSync('cargo', ['build', '--quiet'], {
    cwd: folder,
    stdio: 'pipe',
    timeout: 600_000,
  })
  if (error) return { path, skip: `needs cargo, to build ${name}` }
  return { path, skip: status === 0 ? false : `cargo could not build ${name} (no network?)` }
}
