// Witnesses and readers of other teams: theirs cosign what we ask them to, and theirs take what ours cosigned.
import assert from 'node:assert/strict'
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { sha256 } from '@maru/engines/host.ts'
import { temporaryFolder } from '@maru/engines/solo/made-up.ts'
import type { PublicLog } from '@maru/kernel/ledger.ts'
import { parsePolicy } from '@maru/kernel/log/policy.ts'
import { createVkey, formatVkey, WITNESS_KEY } from '@maru/kernel/log/vkey.ts'
import { buildGo, installGo, needs } from '@maru/testing/go-programs.ts'
import { madeUpLog } from '@maru/testing/made-up-log.ts'
import { startCosigning } from './cosigning.ts'
import { openWitnessIn } from './open.ts'

const litewitness = installGo('filippo.io/torchwood/cmd/litewitness', 'v0.6.1')
const log = madeUpLog(400)

/** The note package of Go's checksum database, with the cosignatures of the transparency.dev team. */
const opener = buildGo(
  'note-opener',
  `package main

import (
	"fmt"
	"io"
	"os"

	cosigned "github.com/transparency-dev/formats/note"
	"golang.org/x/mod/sumdb/note"
)

func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

func main() {
	log := must(note.NewVerifier(os.Args[1]))
	witness := must(cosigned.NewVerifierForCosignatureV1(os.Args[2]))
	body := must(io.ReadAll(os.Stdin))
	for _, signature := range must(note.Open(body, note.VerifierList(log, witness))).Sigs {
		fmt.Println(signature.Name)
	}
}
`,
  ['github.com/transparency-dev/formats v0.1.1', 'golang.org/x/mod v0.43.0'],
)

test('Go reads a checkpoint that our witness has cosigned', { skip: opener.skip }, () =>
  temporaryFolder(async (folder) => {
    const witness = openWitnessIn({ folder, name: 'witness.example/w1', logs: [log.vkey] })
    assert.equal((await witness.addCheckpoint(log.request(0, 100))).status, 200)
    const { note } = witness.cosigned()[0]!
    const open = (text: string) =>
      spawnSync(opener.path, [formatVkey(log.vkey), formatVkey(witness.vkey)], {
        input: text,
        encoding: 'utf8',
      })
    assert.deepEqual(open(note).stdout.trim().split('\n'), [log.vkey.name, witness.vkey.name])
    assert.notEqual(open(note.replace('\n100\n', '\n101\n')).status, 0)
  }),
)

const skip = litewitness.skip || needs('ssh-agent') || needs('ssh-add') || needs('ssh-keygen')

test('litewitness cosigns our log, from wherever it has got to', { skip }, () =>
  temporaryFolder(async (folder) => {
    const [keyPath, socketPath, database] = ['key', 'agent', 'w.db'].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ]
    const quiet = { stdio: 'pipe', encoding: 'utf8' } as const
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', keyPath], quiet)
    const [, fingerprint] = execFileSync('ssh-keygen', ['-lf', keyPath], quiet).split(' ') as [string, string]
    // The last 32 bytes of the line are the key (RFC 8709 section 4).
    const line = Buffer.from(readFileSync(`${keyPath}.pub`, 'utf8').split(' ')[1]!, 'base64')
    const vkey = createVkey(sha256, 'lite.example', WITNESS_KEY, Uint8Array.from(line.subarray(-32)))
    knowLog(database)
    const agent = spawn('ssh-agent', ['-D', '-a', socketPath], { stdio: 'ignore' })
    const port = await freePort()
    let witness: ReturnType<typeof spawn> | undefined
    try {
      await until(
        () =>
          spawnSync('ssh-add', [keyPath], {
            env: { ...process.env, SSH_AUTH_SOCK: socketPath },
            stdio: 'ignore',
          }).status === 0,
      )
      witness = spawn(
        litewitness.path,
        [
          '-db',
          database,
          '-name',
          'lite.example',
          '-key',
          fingerprint,
          '-ssh-agent',
          socketPath,
          '-listen',
          `127.0.0.1:${port}`,
        ],
        { stdio: 'ignore' },
      )
      const policy = parsePolicy(
        sha256,
        `log ${formatVkey(log.vkey)}\nwitness lite ${formatVkey(vkey)} http://127.0.0.1:${port}\nquorum lite\n`,
      )
      assert.ok(policy.ok)
      for (const sizes of [
        [7, 8, 300],
        [300, 400],
      ]) {
        const grown = { size: sizes[0]! }
        const shown: (string | undefined)[] = []
        const publicLog: PublicLog = {
          checkpoint: () => shown.at(-1) ?? log.note(grown.size),
          proof: () => Promise.reject(new Error('nobody asks')),
          root: (size) => log.tree.root(size),
          consistency: (from, to) => log.tree.consistencyProof(from, to),
          publish: (note) => void shown.push(note),
        }
        const cosigning = startCosigning({
          policy: policy.value,
          newest: () => log.note(grown.size),
          publicLog,
          limits: { everyMs: 50, pauseMsMax: 100 },
        })
        try {
          for (const size of sizes) {
            grown.size = size
            await until(() => cosigning.status().quorum?.size === size)
            assert.match(publicLog.checkpoint(), /\n\u2014 lite\.example /)
          }
        } finally {
          await cosigning.stop()
        }
      }
    } finally {
      for (const child of [witness, agent]) {
        child?.kill()
        if (child && child.exitCode === null && child.signalCode === null) await once(child, 'exit')
      }
    }
  }),
)

/** As its witnessctl does, which has more dependencies than tests should need. */
const knowLog = (path: string): void => {
  const database = new DatabaseSync(path)
  database.exec(`
    CREATE TABLE log (origin TEXT PRIMARY KEY, tree_size INTEGER NOT NULL, tree_hash TEXT NOT NULL);
    CREATE TABLE key (origin TEXT NOT NULL, key TEXT NOT NULL, FOREIGN KEY(origin) REFERENCES log(origin));`)
  const empty = Buffer.from(sha256(new Uint8Array(0))).toString('base64')
  database.prepare('INSERT INTO log VALUES (?, 0, ?)').run(log.vkey.name, empty)
  database.prepare('INSERT INTO key VALUES (?, ?)').run(log.vkey.name, formatVkey(log.vkey))
  database.close()
}

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  return port
}

const until = async (isTrue: () => boolean): Promise<void> => {
  while (!isTrue()) await wait(50)
}
