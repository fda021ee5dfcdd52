/**
 * Loaded before a city by `--import`: it then takes the codes of mass-members.ts beside real proofs, in all its processes.
 * For tests of what is done with thousands of votes.
 */
import { registerHooks } from 'node:module'

const real = new URL('../engines/membership/verifier.ts', import.meta.url).href
const codes = new URL('./mass-verifier.ts', import.meta.url).href

registerHooks({
  resolve: (specifier, context, next) => {
    const resolved = next(specifier, context)
    return resolved.url === real ? { ...resolved, url: codes } : resolved
  },
})
