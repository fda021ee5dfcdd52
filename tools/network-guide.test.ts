// The guide for a network and its files: each command is one that there is, each file one that its program takes.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { parse } from 'yaml'
import { temporaryFolder } from '@maru/engines/solo/made-up.ts'

const root = join(import.meta.dirname, '..')
const folder = join(root, 'docs', 'guides', 'network')
const guide = readFileSync(join(root, 'docs', 'guides', 'run-a-network.md'), 'utf8')
const read = (file: string): string => readFileSync(join(folder, file), 'utf8')

const hasProgram = (program: string): boolean => !spawnSync(program, ['--version']).error

/** Of the guide's examples and of the files: each call of maru, in one line. */
const calls = (): string[] => {
  const blocks = [...guide.matchAll(/```\n([^]*?)```/g)].map(([, block = '']) => block)
  const units = ['maru.service', 'maru-witness.service', 'maru-backup.service'].map((file) =>
    read(file)
      .replaceAll(/^#.*$/gm, '')
      .replace(/\S+ cli\/main\.ts/, 'maru'),
  )
  const inText = [...guide.matchAll(/`(maru [^`]+)`/g)].map(([, call = '']) => call)
  return [...blocks, ...units, ...inText]
    .join('\n')
    .replaceAll(/\\\n\s*/g, ' ')
    .split('\n')
    .flatMap((line) => [...line.matchAll(/(?:^|[\s=(])maru ([a-z]+ [^#|)]*)/g)].map(([, call = '']) => call))
}

const helpOf = async (command: string): Promise<string> => {
  const commands: object = await import(join(root, 'cli', 'commands', `${command}.ts`))
  return Object.values(commands)
    .map(({ help }: { readonly help?: string }) => help)
    .join('')
}

test('every command of the guide is one that there is, with options that it has', async () => {
  const found = calls()
  assert.ok(found.length > 12, `${found.length} calls`)
  for (const call of found) {
    const [command = '', verb = ''] = call.split(/\s+/)
    const help = await helpOf(command)
    if (command === 'network' || command === 'keys')
      assert.match(help, new RegExp(`maru ${command} ${verb}`), call)
    for (const [option] of call.matchAll(/(?<=\s)--[a-z-]+/g))
      assert.ok(help.includes(option), `${call}: ${option}`)
  }
})

test('every file of the guide’s folder is named in the guide, and every file that it names is there', () => {
  for (const file of readdirSync(folder)) assert.ok(guide.includes(`network/${file}`), file)
  for (const [, file = ''] of guide.matchAll(/\(network\/([^)]+)\)/g))
    assert.ok(readdirSync(folder).includes(file), file)
})

test(
  'systemd takes the units',
  { skip: !hasProgram('systemd-analyze') && 'systemd-analyze is not on this machine' },
  () =>
    temporaryFolder(async (copies) => {
      const units = readdirSync(folder).filter((file) => /\.(service|timer)$/.test(file))
      for (const unit of units)
        // The program lies elsewhere here.
        writeFileSync(join(copies, unit), read(unit).replaceAll(/\/opt\/maru\/\S*node\b/g, '/bin/true'))
      const { status, stderr } = spawnSync(
        'systemd-analyze',
        ['verify', ...units.map((unit) => join(copies, unit))],
        { encoding: 'utf8' },
      )
      assert.deepEqual([status, stderr], [0, ''])
    }),
)

test('the container is the same node as the unit: folder, command, CometBFT, time to stop', () => {
  const { services } = parse(read('compose.yaml')) as {
    services: { maru: { readonly [name: string]: unknown } }
  }
  const { maru } = services
  const unit = read('maru.service')
  assert.ok(unit.includes(`ExecStart=/opt/maru/${(maru['command'] as string[]).join(' ')}`))
  assert.ok(unit.includes(`TimeoutStopSec=${String(maru['stop_grace_period']).replace('s', '')}`))
  const environment = maru['environment'] as { readonly [name: string]: string }
  for (const [name, value] of Object.entries(environment)) assert.ok(unit.includes(`${name}=${value}`), name)
  const mounted = (maru['volumes'] as string[]).map((volume) => volume.split(':')[1])
  assert.deepEqual(mounted, ['/opt/maru', '/usr/local/bin/cometbft', '/var/lib/maru'])
  const { node } = (
    JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { devDependencies: { node: string } }
  ).devDependencies
  assert.match(String(maru['image']), new RegExp(`^node:${node}-`))
})

test(
  'nftables takes the rules',
  { skip: spawnSync('nft', ['-c', 'list', 'ruleset']).status !== 0 && 'no nft for this user' },
  () => {
    const { status, stderr } = spawnSync('nft', ['-c', '-f', join(folder, 'nftables.conf')], {
      encoding: 'utf8',
    })
    assert.deepEqual([status, stderr], [0, ''])
  },
)
