// On the city's real proposals, where they lie beside the repository: what is the same to the letter is found.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readRealTexts } from './list-city.ts'
import { similar } from './similar.ts'

const skip =
  process.env['MARU_REAL_DATA'] !== '1'
    ? 'takes a minute; run it with MARU_REAL_DATA=1 node --test bench/similar.test.ts'
    : (await readRealTexts()).length === 0 &&
      'the file is not there: name its folder in MARU_REAL_DATA_FOLDER, or put it in ../shared/data'

test(
  'of each repeated title another is among the five, and of nearly each repeated text',
  { skip },
  async () => {
    const rows = new Map((await similar()).map(({ name, value }) => [name, value]))
    assert.equal(rows.get('similar, repeated titles: at least one found'), 100)
    // Single words such as 공감 stand in more than five.
    assert.ok((rows.get('similar, equal bodies: at least one found') ?? 0) > 97)
  },
)
