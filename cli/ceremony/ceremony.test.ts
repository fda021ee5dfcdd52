// Four institutions that do not trust each other make one genesis: each with its own hands, from public parts only.
import assert from 'node:assert/strict'
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { dev } from '@maru/cities/dev.ts'
import { createSeed, signerFromSeed } from '@maru/client/keys.ts'
import { readGenesisFile } from '@maru/engines/cometbft/network/genesis-file.ts'
import { homeOf } from '@maru/engines/cometbft/network/home.ts'
import { temporaryFolder } from '@maru/engines/solo/made-up.ts'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import type { PolicyGroup } from '@maru/kernel/log/policy.ts'
import { smallFiles } from '../backup/parts.ts'
import { cityNamed } from '../cities.ts'
import { readNodeSettings } from '../node-settings.ts'
import { policyPathIn, readPolicy } from '../policy-file.ts'
import { createTerminal } from '../terminal.ts'
import { assemble } from './assemble.ts'
import { printCity } from './city.ts'
import { makeKeys } from './keys.ts'

const names = ['city', 'council', 'election', 'university']
const time = '2027-03-02T09:00:00Z'

/** What a command answers to a program. */
const run = async (
  command: typeof makeKeys,
  ...args: string[]
): Promise<{ readonly [name: string]: unknown }> => {
  let answered: object = {}
  const terminal = { ...createTerminal(true, {}), answer: (value: object) => void (answered = value) }
  assert.equal(await command(args, terminal), 0)
  return answered as { readonly [name: string]: unknown }
}

const officer = (): string => bytesToHex(signerFromSeed(createSeed()).publicKey)

const keysOf = (folder: string, name: string, ...more: string[]) =>
  run(
    makeKeys,
    ...['--data', join(folder, name), '--chain', 'dev-1', '--name', `${name}-1`, '--institution', name],
    ...['--ko', `기관 ${name}`, '--en', `The ${name}`, '--officer', officer(), '--required', '1'],
    ...[
      '--peers',
      `10.20.0.${1 + names.indexOf(name)}:26656`,
      '--url',
      `http://${name}.example:26680`,
      ...more,
    ],
  )

const founderOf = (folder: string, name: string): string => join(folder, name, 'founder.json')

test('a city to begin with has no officer’s key, and is refused until each is put in', () =>
  temporaryFolder(async (folder) => {
    const draft = await run(async (...args) => printCity(...args), 'dev')
    const path = join(folder, 'draft.json')
    writeFileSync(path, JSON.stringify(draft))
    assert.throws(() => cityNamed(path), /no city file: [^]*officers\[0\]\.publicKey/)
    const officers = (draft['officers'] as object[]).map((each) => ({ ...each, publicKey: officer() }))
    writeFileSync(path, JSON.stringify({ ...draft, officers }))
    assert.equal(cityNamed(path)!.chain, 'town-1')
    writeFileSync(path, '{')
    assert.throws(() => cityNamed(path), /is no JSON/)
    assert.equal(cityNamed(join(folder, 'none.json')), undefined)
  }))

const writeCity = (folder: string): string => {
  const path = join(folder, 'town.json')
  const officers = dev.officers.map((each) => ({ ...each, publicKey: officer() }))
  writeFileSync(path, JSON.stringify({ ...dev, officers }))
  return path
}

const assembleIn = (
  folder: string,
  name: string,
  files: readonly string[],
  city = join(folder, 'town.json'),
) => run(assemble, '--data', join(folder, name), '--city', city, '--time', time, ...files)

const inTown = (check: (folder: string, files: readonly string[]) => Promise<void>) =>
  temporaryFolder(async (folder) => {
    writeCity(folder)
    for (const name of names) await keysOf(folder, name)
    await check(
      folder,
      names.map((name) => founderOf(folder, name)),
    )
  })

test('whoever assembles the same parts, in whatever order, gets the same genesis to the byte', () =>
  inTown(async (folder, files) => {
    const fingerprints = []
    for (const [at, name] of names.entries()) {
      const turned = [...files.slice(at), ...files.slice(0, at)]
      fingerprints.push((await assembleIn(folder, name, turned))['fingerprint'])
    }
    assert.match(String(fingerprints[0]), /^(?:[0-9a-f]{4} ){9}[0-9a-f]{4}$/)
    assert.equal(new Set(fingerprints).size, 1)
    const genesis = names.map((name) =>
      readFileSync(join(homeOf(join(folder, name)), 'config', 'genesis.json'), 'utf8'),
    )
    assert.equal(new Set(genesis).size, 1)
    const { services, setup } = readGenesisFile(homeOf(join(folder, 'council')))!
    assert.equal(services[0], 'governance')
    const { institutions, validators } = setup['governance'] as {
      institutions: object[]
      validators: object[]
    }
    assert.deepEqual([institutions.length, validators.length], [4, 4])
  }))

test('each dials the three others, listens for them, and shows its CometBFT to its own process only', () =>
  inTown(async (folder, files) => {
    await assembleIn(folder, 'election', files)
    const config = readFileSync(join(homeOf(join(folder, 'election')), 'config', 'config.toml'), 'utf8')
    const [, peers = ''] = /persistent_peers = "(.*)"/.exec(config) ?? []
    assert.deepEqual(
      peers
        .split(',')
        .map((peer) => peer.replace(/^[0-9a-f]{40}@/, ''))
        .sort(),
      ['10.20.0.1:26656', '10.20.0.2:26656', '10.20.0.4:26656'],
    )
    assert.match(config, /\[p2p\]\nladdr = "tcp:\/\/0\.0\.0\.0:26656"/)
    assert.match(config, /\[rpc\]\nladdr = "tcp:\/\/127\.0\.0\.1:26657"/)
    const { isDevelopment, node, city } = readNodeSettings(join(folder, 'election'))!
    assert.deepEqual([isDevelopment, node], [false, { host: '0.0.0.0', port: 26_680 }])
    assert.equal(city, 'city.json', 'a copy in the folder, found wherever the folder is restored to')
    assert.ok(smallFiles.includes(city) && smallFiles.includes('machine-key'), 'and in its backups')
    assert.equal(cityNamed(join(folder, 'election', city))!.chain, 'dev-1')
  }))

test('all ask all for cosignatures, and three of four are enough', () =>
  inTown(async (folder, files) => {
    for (const name of ['city', 'university']) await assembleIn(folder, name, files)
    const policy = await readPolicy(policyPathIn(join(folder, 'city')))
    assert.deepEqual(policy, await readPolicy(policyPathIn(join(folder, 'university'))))
    assert.deepEqual(
      policy.logs.map(({ url }) => url),
      names.map((name) => `http://${name}.example:26680/log`),
    )
    const { needed, members } = policy.quorum as PolicyGroup
    assert.deepEqual([needed, members.length], [3, 4])
  }))

test('nothing secret is in what is sent, and the secrets can be read by their owner only', () =>
  inTown(async (folder) => {
    const sent = readFileSync(founderOf(folder, 'council'), 'utf8')
    const secrets = [
      'key',
      'cosigner-key',
      'machine-key',
      'cometbft/config/node_key.json',
      'cometbft/config/priv_validator_key.json',
    ]
    for (const secret of secrets) {
      const path = join(folder, 'council', secret)
      assert.equal(statSync(path).mode & 0o077, 0, path)
      const text = readFileSync(path, 'utf8')
      for (const [word] of text.matchAll(/[A-Za-z0-9+/=]{44,}/g))
        assert.ok(!sent.includes(word.slice(0, 40)), `${secret} is in founder.json`)
    }
    assert.deepEqual(readdirSync(join(folder, 'council')).sort(), [
      ...['cometbft', 'cosigner-key', 'cosigner-vkey', 'founder.json', 'key', 'machine-key', 'vkey'],
    ])
  }))

test('one changed character in one part is another fingerprint', () =>
  inTown(async (folder, files) => {
    const { fingerprint } = await assembleIn(folder, 'city', files)
    const changed = join(folder, 'changed.json')
    const text = readFileSync(files[1]!, 'utf8')
    writeFileSync(changed, text.replace('기관 council', '기관 Council'))
    const other = await assembleIn(folder, 'election', [files[0]!, changed, files[2]!, files[3]!])
    assert.notEqual(other['fingerprint'], fingerprint)
  }))

test('what does not fit is refused with what to do, and nothing is written', () =>
  inTown(async (folder, files) => {
    const refused = async (wanted: RegExp, run: () => Promise<unknown>): Promise<void> => {
      await assert.rejects(run, wanted)
      for (const name of names) assert.equal(readNodeSettings(join(folder, name)), undefined)
    }
    await refused(/none of these files is of/, () => assembleIn(folder, 'city', files.slice(1)))
    await refused(/has the name of another/, () => assembleIn(folder, 'city', [...files, files[0]!]))
    const copied = join(folder, 'copied.json')
    const copy = JSON.parse(readFileSync(files[1]!, 'utf8')) as object
    writeFileSync(copied, JSON.stringify({ ...copy, name: 'other-1', peers: '10.20.0.9:26656' }))
    await refused(/has the votingKey of another/, () => assembleIn(folder, 'city', [...files, copied]))
    writeFileSync(copied, JSON.stringify({ ...copy, chain: 'other-1' }))
    await refused(/is not one of maru\.other-1/, () =>
      assembleIn(folder, 'city', [...files.slice(0, 1), copied]),
    )
    writeFileSync(copied, JSON.stringify({ ...copy, more: 1 }))
    await refused(/is not as maru network keys writes it/, () =>
      assembleIn(folder, 'city', [...files, copied]),
    )
    await refused(/ends with \.json/, () => assembleIn(folder, 'city', files, 'seoul'))
    const known = join(folder, 'known.json')
    writeFileSync(known, JSON.stringify(dev))
    await refused(/development keys/, () => assembleIn(folder, 'city', files, known))
    mkdirSync(join(folder, 'empty'))
    await refused(/has no keys; make them with/, () => assembleIn(folder, 'empty', files))
    await assert.rejects(() => keysOf(folder, 'city'), /is there already; keys are never made over/)
    await assert.rejects(
      () => keysOf(folder, 'press', '--required', '2'),
      /2 officers are required, and 1 named/,
    )
  }))
