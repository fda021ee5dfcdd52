import assert from 'node:assert/strict'
import { test } from 'node:test'
import { developmentSigner, type Signer } from '@maru/client/keys.ts'
import { sha256 } from '@maru/engines/host.ts'
import type { ContentStore } from '@maru/server/content-store.ts'
import { commitContent } from '@maru/services/content-commitment.ts'
import { openTestCity } from '@maru/testing/city.ts'
import { submitWithText } from './city-content.ts'

test("an act of office is kept as one, so that it outlives its officer's own texts; a proposal is not", async () => {
  const city = await openTestCity()
  const [ann] = (await city.enrol(1)) as [Signer]
  const kept: boolean[] = []
  const store = {
    put: (_commitment: string, _item: object, _bringer: object, content?: { official?: boolean }) => {
      kept.push(content?.official === true)
      return Promise.resolve(undefined)
    },
    settle: () => Promise.resolve(),
  } as unknown as ContentStore
  const send = async (signer: Signer, service: string, action: string, input: object) => {
    const content = { title: '그늘막을 둘까요?', body: '' }
    const salt = new Uint8Array(16).fill(kept.length + 1)
    const commitment = commitContent(sha256, salt, content)
    const bytes = city.sign(signer, service, action, { ...input, content: commitment })
    const result = await submitWithText(city.ledger, store, bytes, { content, salt, commitment })
    assert.ok(result.ok, JSON.stringify(result))
  }
  await send(developmentSigner('mayor'), 'debates', 'open-debate', {})
  await send(ann, 'proposals', 'open-proposal', { field: 'transport', district: null })
  assert.deepEqual(kept, [true, false])
  await city.close()
})
