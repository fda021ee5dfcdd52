/** A witness on its data folder: key, memory and evidence lie in it, and one process has it open. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { lockFolder } from '@maru/engines/storage/lock.ts'
import type { Vkey } from '@maru/kernel/log/vkey.ts'
import { openCosignerKey } from './cosigner-key.ts'
import { openEvidence } from './evidence.ts'
import { openMemory, replaceDurably } from './memory.ts'
import { createWitness, type Witness, type WitnessOptions } from './witness.ts'

export interface OpenWitnessOptions {
  readonly folder: string
  /** Of the key; needed at the first start only. */
  readonly name?: string | undefined
  readonly logs: readonly Vkey[]
  readonly now?: () => number
  readonly replace?: typeof replaceDurably
}

/** Beside other things in a folder that somebody else has locked. */
export const openWitnessIn = ({
  folder,
  name,
  logs,
  now = Date.now,
  replace = replaceDurably,
  confirm,
}: OpenWitnessOptions & Pick<WitnessOptions, 'confirm'>): Witness => {
  const key = openCosignerKey(folder, name)
  const keysByOrigin = Map.groupBy(logs, ({ name: origin }) => origin)
  return createWitness({
    key,
    memory: openMemory(join(folder, 'cosigned'), key.vkey, replace),
    evidence: openEvidence(join(folder, 'evidence')),
    keysOf: (origin) => keysByOrigin.get(origin),
    now,
    ...(confirm && { confirm }),
  })
}

export const openWitness = async (
  options: OpenWitnessOptions,
): Promise<{ readonly witness: Witness; readonly close: () => Promise<void> }> => {
  mkdirSync(options.folder, { recursive: true, mode: 0o700 })
  const close = await lockFolder(options.folder)
  try {
    return { witness: openWitnessIn(options), close }
  } catch (error) {
    await close()
    throw error
  }
}
