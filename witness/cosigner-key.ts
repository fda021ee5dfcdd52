/** The key with which a witness or a validator cosigns checkpoints: made at the first start, with the name it is given. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sha256 } from '@maru/engines/host.ts'
import { StartError } from '@maru/engines/storage/errors.ts'
import { openKeyFile, readIfThere } from '@maru/engines/storage/key-file.ts'
import type { Sign } from '@maru/kernel/log/ports.ts'
import {
  createVkey,
  formatVkey,
  isKeyName,
  parseVkey,
  type Vkey,
  WITNESS_KEY,
} from '@maru/kernel/log/vkey.ts'

export interface CosignerKey {
  readonly vkey: Vkey
  readonly sign: Sign
}

/** The files cosigner-key and cosigner-vkey of the folder. A later start needs no name. */
export const openCosignerKey = (folder: string, name: string | undefined): CosignerKey => {
  const vkeyPath = join(folder, 'cosigner-vkey')
  const known = readIfThere(vkeyPath)?.trim()
  const parsed = known === undefined ? undefined : parseVkey(sha256, known)
  const knownName = parsed?.ok ? parsed.value.name : undefined
  const ownName = name ?? knownName
  if (ownName === undefined || !isKeyName(ownName))
    throw new StartError(
      'E8-cosigner-key',
      'a witness has a name without spaces and "+", such as witness.example/w1',
    )
  const { publicKey, sign } = openKeyFile(join(folder, 'cosigner-key'))
  const vkey = createVkey(sha256, ownName, WITNESS_KEY, publicKey)
  if (known !== undefined && known !== formatVkey(vkey))
    throw new StartError(
      'E8-cosigner-key',
      `${vkeyPath} says ${known}, which is not the key ${ownName} of this folder. A witness keeps its name and key for ever.`,
    )
  if (known === undefined) writeFileSync(vkeyPath, `${formatVkey(vkey)}\n`)
  return { vkey, sign }
}
