// Supporting without a name in a real browser: proven there, under the app's policy, and recorded beside no account.
import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import { demonstrationCity } from '@maru/cli/start/demonstration.ts'
import { developmentSigner } from '@maru/client/keys.ts'
import { signTransaction } from '@maru/client/transaction.ts'
import { phone } from '@maru/testing/browser.ts'
import { openWebCity } from '@maru/testing/web-city.ts'
import { openAs } from '@maru/testing/web-page.ts'

/** From today on: what the stories of the last months support stays by account. */
const today = new Date(Date.now() + demonstrationCity.utcOffsetMinutes * 60_000).toISOString().slice(0, 10)
const city = await openWebCity({
  city: {
    ...demonstrationCity,
    parameters: {
      ...demonstrationCity.parameters,
      proposals: {
        ...demonstrationCity.parameters['proposals'],
        anonymousSupports: [...demonstrationCity.parameters['proposals']!['anonymousSupports']!, [today, 1]],
      },
    },
  },
})

describe('a proposal that members support', { skip: typeof city === 'string' && city }, () => {
  if (typeof city === 'string') return
  after(() => city.close())

  const openProposal = async (): Promise<number> => {
    const { fields } = city.ledger.genesis.setup['proposals'] as { readonly fields: readonly string[] }
    const wish = {
      service: 'proposals',
      action: 'open-proposal',
      input: { field: fields[0]!, district: null, content: new Uint8Array(32) },
    }
    const options = { chain: city.ledger.genesis.chain, validUntil: Date.now() + 300_000 }
    const result = await city.ledger.submit(signTransaction(developmentSigner('resident-3'), wish, options))
    assert.ok(result.ok && 'events' in result.value.receipt)
    return result.value.receipt.events[0]?.[1]['proposal'] as number
  }

  test('is supported by one press, proven on the phone, and not by the account', async () => {
    const proposal = await openProposal()
    const page = await openAs(city, 'resident-1', `/proposals/${proposal}`, { ...phone, locale: 'en-US' })
    const supports = async (): Promise<number> => {
      const response = await fetch(`${city.url}/api/proposals/proposal?proposal=${proposal}`)
      return ((await response.json()) as { supports: number }).supports
    }
    const asked: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    await page.getByText('You support this without a name').waitFor()
    await page.getByRole('button', { name: 'Support', exact: true }).click()
    await page.getByRole('progressbar', { name: /Proving/ }).waitFor()
    // Its moment may come before it is asked to go.
    const recorded = page.getByText(/Nothing in it says who you are/)
    const hurry = page.getByRole('button', { name: 'Send now instead' })
    await hurry.or(recorded).first().waitFor({ timeout: 120_000 })
    if (await hurry.isVisible()) await hurry.click()
    await recorded.waitFor()
    assert.equal(await supports(), 1)
    const account = developmentSigner('resident-1').keyId
    const own = await fetch(`${city.url}/api/proposals/support?proposal=${proposal}&account=${account}`)
    assert.equal(((await own.json()) as { supports: boolean }).supports, false)
    await page.getByRole('button', { name: /You support this/ }).waitFor()
    const listed = await fetch(`${city.url}/api/proposals/members?proposal=${proposal}`)
    const { members } = (await listed.json()) as { members: { member: string; supports: boolean }[] }
    assert.deepEqual(
      members.map(({ supports }) => supports),
      [true],
    )
    const [{ member } = { member: '' }] = members
    assert.ok(!asked.some((url) => url.includes(member)), 'nobody is asked for one support')
    await city.assertAccessible(page)
    // The proposal was opened past the server, so that its text is not to be had.
    assert.deepEqual(
      city.complaints().filter((complaint) => !complaint.includes('404')),
      [],
    )
  })
})
