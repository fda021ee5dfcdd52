// Builds the web app into web/dist when something it is made of has changed; else does nothing and says nothing.
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { hashOfInputs, root } from './inputs.ts'

const record = join(root, 'web', 'dist', '.built-from')
const lock = join(root, 'node_modules', '.cache', 'maru-web-lock')
const lockAgeMsMax = 180_000

const isBuilt = (): boolean => existsSync(record) && readFileSync(record, 'utf8') === hashOfInputs()

const build = async (): Promise<void> => {
  process.stderr.write('maru: 웹 앱을 준비합니다. / Building the web app.\n')
  const wanted = hashOfInputs()
  const vite = await import('vite')
  await vite.build({ configFile: join(root, 'web', 'vite.config.ts'), logLevel: 'warn' })
  const { buildAlone } = await import('./alone.ts')
  await buildAlone(join(root, 'web', 'dist'))
  // What was changed meanwhile is in some of the files and not in others.
  if (hashOfInputs() === wanted) writeFileSync(record, wanted)
  else process.stderr.write('maru: 만드는 동안 파일이 바뀌었습니다. / Files changed while they were built.\n')
}

/** Two that start at once, as tests do, must not write the same files: the second waits, and finds it done. */
const takeLock = async (): Promise<void> => {
  mkdirSync(join(lock, '..'), { recursive: true })
  for (;;) {
    try {
      return mkdirSync(lock)
    } catch {
      const age = Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now())
      // Whoever held it was killed.
      if (age > lockAgeMsMax) rmSync(lock, { recursive: true, force: true })
      else await setTimeout(200)
    }
  }
}

if (!isBuilt()) {
  await takeLock()
  try {
    if (!isBuilt()) await build()
  } finally {
    rmSync(lock, { recursive: true, force: true })
  }
}
