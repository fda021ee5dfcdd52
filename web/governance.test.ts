// A city that several institutions run, in a real browser: who they are, what they decide, and a halt that all see.
import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import { cityOfNetwork } from '@maru/cli/network-city.ts'
import { demonstrationCity } from '@maru/cli/start/demonstration.ts'
import { developmentSigner } from '@maru/client/keys.ts'
import { signTransaction } from '@maru/client/transaction.ts'
import type { CborValue } from '@maru/kernel/codec/cbor.ts'
import { desktop, phone } from '@maru/testing/browser.ts'
import { nameValidators } from '@maru/testing/governed-network.ts'
import { openAs, settled, smallTargets } from '@maru/testing/web-page.ts'
import { openWebCity } from '@maru/testing/web-city.ts'
import type { Page } from 'playwright-core'

const city = await openWebCity({ city: cityOfNetwork(demonstrationCity, nameValidators(4)) })
const skip = typeof city === 'string' && city

const readers = {
  'on a phone, in Korean': { ...phone, locale: 'ko-KR' },
  'on a desk, in English, in the dark': { ...desktop, locale: 'en-US', colorScheme: 'dark' },
} as const

describe('institutions', { skip }, () => {
  if (typeof city === 'string') return
  after(() => city.close())

  const judge = async (page: Page): Promise<void> => {
    await settled(page)
    await city.assertAccessible(page)
    assert.deepEqual(await smallTargets(page), [], page.url())
  }

  for (const [name, options] of Object.entries(readers)) {
    test(`${name}: everyone reads who runs the city, officers what there is to decide`, async () => {
      const reader = await city.open('/governance', options)
      await reader.getByRole('heading', { level: 3, name: /시청|City government/ }).waitFor()
      await reader.getByRole('rowheader', { name: 'validator-4' }).waitFor()
      await judge(reader)
      await reader.context().close()
      const officer = await openAs(city, 'council-1', '/desk/institutions/new', options)
      await officer.getByRole('heading', { level: 2, name: /변경 제안하기|Propose a change/ }).waitFor()
      for (const kind of ['add-validator', 'change-institution', 'set-parameter', 'give-role', 'halt']) {
        await officer.locator('select').first().selectOption(kind)
        await judge(officer)
      }
      assert.deepEqual(city.complaints(), [])
      await officer.context().close()
    })
  }

  test('officers propose, approve, take back and halt the city; everyone sees it, and it goes on', async () => {
    const reader = await city.open('/', phone)
    await reader.locator('main h1').first().waitFor()
    const proposing = await openAs(city, 'city-1', '/desk/institutions/new', phone)
    await proposing.locator('select').first().selectOption('halt')
    await proposing.getByRole('button', { name: '이 변경 제안하기' }).click()
    await proposing.getByText('증명할 수 있음').waitFor()
    await proposing.context().close()
    for (const officer of ['city-2', 'council-1', 'council-2', 'election-1']) await approve(officer, 1)

    const deciding = await openAs(city, 'election-2', '/desk/institutions/1', phone)
    await deciding.getByRole('button', { name: '이 변경 승인하기' }).waitFor()
    await judge(deciding)
    await deciding.context().close()
    const withdrawing = await openAs(city, 'election-1', '/desk/institutions/1', phone)
    await withdrawing.getByRole('button', { name: '승인 거두기' }).click()
    await withdrawing.getByText('증명할 수 있음').waitFor()
    await withdrawing.context().close()
    await approve('election-2', 1)
    const again = await openAs(city, 'election-1', '/desk/institutions/1', phone)
    await again.getByRole('button', { name: '이 변경 승인하기' }).click()
    await again.getByText('증명할 수 있음').waitFor()
    await again.context().close()

    await reader.getByText(haltedWords).waitFor()
    await city.assertAccessible(reader)
    await reader.getByRole('link', { name: '언제부터, 누가 정했는지' }).click()
    await reader.getByText('도시가 멈춰 있어요').waitFor()
    await judge(reader)

    await submit('council-1', 'propose-change', { wanted: { kind: 'resume' }, from: 0 })
    for (const officer of ['council-2', 'election-1', 'election-2', 'university-1', 'university-2'])
      await approve(officer, 2)
    await reader.getByText(haltedWords).waitFor({ state: 'detached' })
    await reader.context().close()
    assert.deepEqual(city.complaints(), [])
  })

  const submit = async (officer: string, action: string, input: CborValue): Promise<void> => {
    const { chain } = city.ledger.genesis
    const wish = { service: 'governance', action, input }
    const bytes = signTransaction(developmentSigner(officer), wish, {
      chain,
      validUntil: Date.now() + 300_000,
    })
    const result = await city.ledger.submit(bytes)
    assert.ok(result.ok, !result.ok ? result.refusal.code : '')
  }

  const approve = (officer: string, change: number) => submit(officer, 'approve-change', { change })
})

const haltedWords = '도시를 함께 운영하는 기관들이 도시를 멈추었어요.'
