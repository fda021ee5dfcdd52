import { z } from 'zod'
import { publicKey } from '../schemas.ts'
import { genesis } from './kit.ts'

/** Keys of the validators' machines: each is an account that can report what the machine sees, and nothing of office. */
export const evidenceGenesis = genesis({
  input: z.strictObject({ reporters: z.array(publicKey).max(100) }),
  apply: ({ accounts, keyId }, { reporters }) => {
    for (const key of reporters) {
      const id = keyId(key)
      if (accounts.ownerOf(id) !== undefined)
        throw new Error(`the key ${id} of a machine has an account already`)
      accounts.create({ id, algorithm: 'Ed25519', publicKey: key })
    }
  },
})
