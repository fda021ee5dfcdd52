/** The thread as it is on a system for which the package with libsodium has no binary. */
import { registerHooks } from 'node:module'
import { loadSodium } from './sodium.ts'

registerHooks({
  resolve: (specifier, context, next) => {
    if (specifier === 'sodium-native') throw new Error('no binary for this system')
    return next(specifier, context)
  },
})

if (loadSodium()) throw new Error('libsodium is here all the same')
await import('./thread.ts')
