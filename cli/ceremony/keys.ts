/** `maru network keys`: an institution makes the keys of its validator, on the machine that will run it. */
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createSeed, signerFromSeed } from '@maru/client/keys.ts'
import { homeOf, writeKeys } from '@maru/engines/cometbft/network/home.ts'
import { createValidatorKeys, nodeIdOf } from '@maru/engines/cometbft/network/keys.ts'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { formatVkey } from '@maru/kernel/log/vkey.ts'
import { writeMachineKey } from '../machine-key.ts'
import { makeKeysIn } from '../network-keys.ts'
import { parseOptions, UsageError, type Terminal } from '../terminal.ts'
import { fingerprintOf, founderText, readFounder, type Founder } from './founder.ts'

export const keysHelp = `Usage: maru network keys --data FOLDER --chain CHAIN --name NAME --institution ID --ko WORDS --en WORDS
                         --officer KEY ... --required N --peers HOST:PORT --url URL

Makes the keys of one validator, on the machine that will run it. Its public part is written to founder.json in the
folder: send it to the other institutions, and read its fingerprint out to them.

  --data FOLDER     the validator's folder; it must be new
  --chain CHAIN     of the city, such as seoul-1; agreed by all
  --name NAME       of the machine, such as council-1
  --institution ID  a short word for the institution, such as council
  --ko, --en        its name in both languages
  --officer KEY     the public key of one of its officers, as maru keys show prints it; once for each
  --required N      how many of them make its approval
  --peers HOST:PORT where the other validators reach this one's CometBFT
  --url URL         where they reach its log and have checkpoints cosigned

Example:
  maru network keys --data /var/lib/maru --chain seoul-1 --name council-1 --institution council \\
    --ko 시의회 --en "City council" --officer 48ce... --officer 9cb7... --required 2 \\
    --peers 10.20.0.2:26656 --url http://10.20.0.2:26680`

export const makeKeys = async (args: readonly string[], terminal: Terminal): Promise<number> => {
  const { values } = parseOptions(
    args,
    {
      data: { type: 'string' },
      chain: { type: 'string' },
      name: { type: 'string' },
      institution: { type: 'string' },
      ko: { type: 'string' },
      en: { type: 'string' },
      officer: { type: 'string', multiple: true, default: [] },
      required: { type: 'string', default: '1' },
      peers: { type: 'string' },
      url: { type: 'string' },
    },
    keysHelp,
  )
  const given = (name: Exclude<keyof typeof values, 'officer' | 'required' | 'json'>): string => {
    const value = values[name]
    if (value !== undefined) return value
    throw new UsageError(`say --${name}`, keysHelp)
  }
  const folder = given('data')
  if (existsSync(folder))
    throw new UsageError(`${folder} is there already; keys are never made over what is there`)
  const required = Number(values.required)
  if (required > values.officer.length)
    throw new UsageError(`${required} officers are required, and ${values.officer.length} named`, keysHelp)
  const chain = given('chain')
  const institution = {
    institution: given('institution'),
    ko: given('ko'),
    en: given('en'),
    required,
    officers: values.officer.map(officerOf),
  }
  const draft = { chain, institution, name: given('name'), peers: given('peers'), url: given('url') }
  const path = join(folder, 'founder.json')
  const founder = withKeys(folder, draft)
  writeFileSync(path, founderText(founder), { flag: 'wx' })
  const fingerprint = fingerprintOf(readFounder(path))
  terminal.line(`the keys are in ${folder}, and never leave it

  public part   ${path}    send it to the other institutions
  fingerprint   ${fingerprint}    read it out to them`)
  terminal.answer({ ok: true, folder, founder: path, fingerprint })
  return 0
}

const officerOf = (publicKey: string) => ({
  algorithm: publicKey.length === 64 ? ('Ed25519' as const) : ('ES256' as const),
  publicKey,
})

const withKeys = (
  folder: string,
  draft: Pick<Founder, 'chain' | 'institution' | 'name' | 'peers' | 'url'>,
): Founder => {
  const keys = createValidatorKeys()
  const { logKey, cosignerKey } = makeKeysIn(folder, draft.chain, draft.name)
  writeKeys(homeOf(folder), keys)
  const machineSeed = createSeed()
  writeMachineKey(folder, machineSeed)
  return {
    format: 'maru-founder/1',
    ...draft,
    votingKey: bytesToHex(keys.voting.publicKey),
    nodeId: nodeIdOf(keys.peer),
    logKey: formatVkey(logKey),
    cosigner: formatVkey(cosignerKey),
    machineKey: bytesToHex(signerFromSeed(machineSeed).publicKey),
  }
}
