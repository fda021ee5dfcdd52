// The browser's own check agrees with the validators' on every odd signature that others have collected.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hasPlainPoints } from '@maru/kernel/crypto/small-order.ts'
import { openBrowser } from '@maru/testing/browser.ts'
import { oddSignatures } from '@maru/testing/odd-signatures.ts'

const browser = await openBrowser().catch((error: Error) => `no browser runs here: ${error.message}`)
const skip = typeof browser === 'string' && browser

/** As web/city/verify.ts asks WebCrypto, written out: the page has no other script. */
const answers = `async (checks) => {
  const bytes = (list) => Uint8Array.from(list)
  return Promise.all(checks.map(async ({ publicKey, message, signature }) => {
    try {
      const key = await crypto.subtle.importKey('raw', bytes(publicKey), 'Ed25519', false, ['verify'])
      return await crypto.subtle.verify('Ed25519', key, bytes(signature), bytes(message))
    } catch {
      return false
    }
  }))
}`

test('a browser takes and refuses what the validators take and refuse', { skip }, async (t) => {
  assert.ok(typeof browser !== 'string')
  t.after(() => browser.close())
  const page = await browser.newPage()
  // WebCrypto is there for secure origins only.
  await page.route('https://city.example/', (route) =>
    route.fulfill({ body: '<title>city</title>', contentType: 'text/html' }),
  )
  await page.goto('https://city.example/')
  const plain = oddSignatures.filter(({ check }) => hasPlainPoints(check))
  const checks = plain.map(({ check: { publicKey, message, signature } }) => ({
    publicKey: [...publicKey],
    message: [...message],
    signature: [...signature],
  }))
  const said = await page.evaluate<boolean[]>(`(${answers})(${JSON.stringify(checks)})`)
  assert.deepEqual(
    plain.filter(({ isValid }, at) => said[at] !== isValid).map(({ name }) => name),
    [],
  )
})
