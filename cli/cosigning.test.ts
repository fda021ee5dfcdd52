// Four validators on a real CometBFT cosign each other's checkpoints; what one of them makes up alone is not cosigned.
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { openLogKey } from '@maru/engines/storage/log-key.ts'
import { formatAddCheckpoint } from '@maru/kernel/log/add-checkpoint.ts'
import { formatCheckpoint } from '@maru/kernel/log/checkpoint.ts'
import { parsePolicy } from '@maru/kernel/log/policy.ts'
import { judgeByPolicy, openByPolicy } from '@maru/kernel/log/quorum.ts'
import { signNote } from '@maru/kernel/log/signature.ts'
import { dev } from '@maru/cities/dev.ts'
import { newKey } from '@maru/client/new-key.ts'
import { signTransaction } from '@maru/client/transaction.ts'
import { namedSigner, registrar } from '@maru/testing/city.ts'
import { withoutCometBft, withRealNetwork, type RealNode } from '@maru/testing/real-network.ts'
import { openCityNode } from './city-node.ts'
import { host } from './host.ts'
import { makeSigningKeys, networkPolicy } from './network-keys.ts'
import { writeNodeSettings } from './node-settings.ts'
import { policyPathIn } from './policy-file.ts'

const FIRST_PORT = 27_600

test(
  'a checkpoint carries the signatures of those who executed it, and is shown when enough have',
  { skip: withoutCometBft },
  () =>
    withRealNetwork({ count: 4, firstPort: FIRST_PORT }, async ({ nodes, chain }) => {
      const signing = nodes.map(({ validator }, at) =>
        makeSigningKeys(validator, chain, FIRST_PORT + 20 + at),
      )
      const text = networkPolicy(signing)
      const parsed = parsePolicy(host.hash, text)
      const policy = parsed.ok ? parsed.value : assert.fail(parsed.message)
      for (const { folder, host: address, nodePort, rpcPort } of signing) {
        writeFileSync(policyPathIn(folder), text)
        writeNodeSettings(folder, {
          city: 'dev',
          host: address,
          rpcPort,
          node: { host: address, port: nodePort },
          isDevelopment: true,
        })
      }
      const open = ({ validator, ledger }: RealNode) => openCityNode(validator.folder, ledger)
      const beside = await Promise.all(nodes.map(open))
      const shown = (at: number) => {
        const judged = judgeByPolicy(policy, nodes[at]!.ledger.publicLog.checkpoint(), host.verifyEd25519)
        return judged.ok ? judged.value : assert.fail(judged.message)
      }
      const until = async (isTrue: () => boolean): Promise<void> => {
        while (!isTrue()) await wait(50)
      }
      try {
        await until(() => nodes.every((_, at) => shown(at).cosigners.length === 4))

        const { ledger, validator } = nodes[1]!
        const index = await act(nodes[1]!, chain)
        await until(() => shown(1).size > index && shown(1).hasQuorum)
        assert.deepEqual(
          shown(1).logs.map(({ keyId }) => keyId),
          [signing[1]!.logKey.keyId],
        )
        const receipt = await ledger.publicLog.proof(index)
        const note = receipt.slice(receipt.indexOf('\n\n') + 2)
        assert.ok(openByPolicy(policy, note, host.verifyEd25519).ok)

        // A node whose log has been changed signs it, and finds nobody who does too.
        const { vkey, sign } = openLogKey(validator.folder, `maru.${chain}`)
        const size = ledger.status().size
        const forged = signNote(
          formatCheckpoint({ origin: vkey.name, size, root: host.hash(Buffer.from('another')) }),
          vkey,
          sign,
        )
        const answers = await Promise.all(
          signing.map(({ nodePort }) =>
            fetch(`http://127.0.0.1:${nodePort}/add-checkpoint`, {
              method: 'POST',
              body: formatAddCheckpoint({ oldSize: 0, proof: [], note: forged }),
            }),
          ),
        )
        assert.deepEqual(
          answers.map(({ status }) => status),
          [422, 422, 422, 422],
        )

        // Two of four are away: votes are recorded by those who agree on blocks, and receipts wait for the quorum.
        await Promise.all([beside[2]!.close(), beside[3]!.close()])
        const alone = await act(nodes[0]!, chain)
        await until(
          () =>
            beside[0]!.cosigners!.status().cosigners.filter(({ problem }) => problem !== undefined).length ===
            2,
        )
        assert.ok(shown(0).size <= alone && shown(0).hasQuorum)
        assert.ok((await nodes[0]!.ledger.publicLog.proof(alone)).endsWith(nodes[0]!.ledger.checkpoint()))
        beside[2] = await open(nodes[2]!)
        await until(() => shown(0).size > alone && shown(0).hasQuorum)
        assert.equal(shown(0).cosigners.length, 3)
      } finally {
        for (const { close } of beside) await close()
      }
    }),
)

let acts = 0
/** Somebody is enrolled; where that stands in the log. */
const act = async ({ ledger }: RealNode, chain: string): Promise<number> => {
  const key = newKey(namedSigner(`resident ${acts++}`), chain)
  const input = { ...key, district: dev.districts[0]!.id, birthYearBand: 1980 }
  const wish = { service: 'residents', action: 'enrol-resident', input }
  const bytes = signTransaction(registrar, wish, { chain, validUntil: Date.now() + 60_000 })
  const result = await ledger.submit(bytes)
  return result.ok ? result.value.index : assert.fail(result.refusal.code)
}
