// Builds the web app into web/dist when something it is made of has changed; else does nothing and says nothing.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { hashOfInputs, root } from './inputs.ts'

const record = join(root, 'web', 'dist', '.built-from')
const wanted = hashOfInputs()

if (!existsSync(record) || readFileSync(record, 'utf8') !== wanted) {
  process.stderr.write('maru: 웹 앱을 준비합니다. / Building the web app.\n')
  const { build } = await import('vite')
  await build({ configFile: join(root, 'web', 'vite.config.ts'), logLevel: 'warn' })
  writeFileSync(record, wanted)
}
