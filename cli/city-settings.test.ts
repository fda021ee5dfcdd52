import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dev } from '@maru/cities/dev.ts'
import { readCitySettings } from './city-settings.ts'
import { UsageError } from './terminal.ts'

test('servers in front are listed by their addresses, and anything else is refused by the variable’s name', () => {
  const proxies = (text: string) => readCitySettings({ MARU_PROXIES: text }, dev, false).proxies
  assert.deepEqual(proxies('127.0.0.1, ::1'), ['127.0.0.1', '::1'])
  assert.deepEqual(readCitySettings({}, dev, false).proxies, [])
  for (const wrong of ['localhost', '127.0.0.1 ::1', 'true'])
    assert.throws(
      () => proxies(wrong),
      (error) => error instanceof UsageError && /MARU_PROXIES/.test(error.message),
    )
})
