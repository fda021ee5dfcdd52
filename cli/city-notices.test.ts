import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { openTestCity } from '@maru/testing/city.ts'
import { openCityNotices, parseNoticeSettings } from './city-notices.ts'
import { UsageError } from './terminal.ts'

test('a setting that cannot be meant is refused with its name, before anything is opened', () => {
  for (const [name, environment] of [
    ['MARU_SMTP_URL', { MARU_SMTP_URL: 'mail.example.org', MARU_MAIL_FROM: 'a@example.org' }],
    ['MARU_MAIL_FROM', { MARU_SMTP_URL: 'smtp://mail.example.org' }],
    ['MARU_PUSH_CONTACT', { MARU_PUSH_CONTACT: 'somebody' }],
    ['MARU_DIGEST_HOUR', { MARU_DIGEST_HOUR: '24' }],
    ['MARU_URL', { MARU_URL: 'maru.example.org' }],
  ] as const)
    assert.throws(
      () => parseNoticeSettings(environment),
      (error) => error instanceof UsageError && error.message.includes(name),
    )
})

test('mails are files while developing and none in production, unless there is a mail server; push has its own key', async () => {
  const city = await openTestCity()
  const open = (production: boolean, environment: { readonly [name: string]: string }) =>
    openCityNotices({
      folder: city.folder,
      ledger: city.ledger,
      settings: parseNoticeSettings(environment),
      address: 'http://127.0.0.1:4321',
      utcOffsetMinutes: 540,
      production,
    })
  const channelsOf = async (...options: Parameters<typeof open>) => {
    const notices = open(...options)
    const { email, push } = notices.channels()
    await notices.close()
    return [email, push !== null]
  }
  assert.deepEqual(await channelsOf(true, {}), [false, false])
  assert.ok(!existsSync(join(city.folder, 'mail')))
  assert.deepEqual(await channelsOf(true, { MARU_PUSH_CONTACT: 'mailto:a@example.org' }), [false, true])
  const smtp = { MARU_SMTP_URL: 'smtp://127.0.0.1:1', MARU_MAIL_FROM: 'a@example.org' }
  assert.deepEqual(await channelsOf(true, smtp), [true, false])
  assert.deepEqual(await channelsOf(false, {}), [true, false])
  assert.ok(existsSync(join(city.folder, 'mail')))
  await city.close()
})
