/** A policy (c2sp.org/tlog-policy) from a file. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parsePolicy, type Policy } from '@maru/kernel/log/policy.ts'
import { host } from './host.ts'
import { UsageError } from './terminal.ts'

export const readPolicy = async (path: string): Promise<Policy> => {
  const policy = parsePolicy(host.hash, await readFile(path, 'utf8'))
  if (!policy.ok) throw new UsageError(`${path}: ${policy.message}`)
  return policy.value
}

/** In a city's folder: who cosigns its log. */
export const policyPathIn = (folder: string): string => join(folder, 'policy')
