// The app is built again when something of it changes: a build that reads anything else ends.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { onlyInputs, root } from './inputs.ts'

const build = (...modules: readonly string[]): void => {
  const { buildEnd } = onlyInputs() as { readonly buildEnd: (this: object) => void }
  const error = (message: string): never => assert.fail(message)
  buildEnd.call({ getModuleIds: () => modules, error })
}

test('what the patterns name, packages and modules without a file are taken', () => {
  const files = [
    'web/main.tsx',
    'services/polls/ui/texts.ts?menu',
    'credentials/jwt.ts',
    'node_modules/react/index.js',
  ]
  build(...files.map((file) => join(root, file)), '\0vite/preload-helper.js')
})

test('a file that no pattern names ends the build', () => {
  assert.throws(
    () => build(join(root, 'server/context.ts')),
    /server\/context\.ts is part of the app: add it/,
  )
})
