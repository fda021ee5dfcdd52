import assert from 'node:assert/strict'
import { mkdirSync } from 'node:fs'
import { test } from 'node:test'
import { madeUpText } from '@maru/testing/made-up-texts.ts'
import { cannotMount, onSmallDisk } from '@maru/testing/small-disk.ts'
import { openTexts, type Texts } from './texts.ts'

const keyId = 'a'.repeat(40)
const skip = cannotMount()

const textOf = (number: number) => madeUpText(`글 ${number} ${'가'.repeat(500)}`)

const put = (texts: Texts, number: number) => {
  const text = textOf(number)
  return texts.put(`t${number}`, { commitment: text.commitment, keyId, official: false }, text.item)
}

for (const sizeKb of [1_200, 1_500, 2_000])
  test(
    `on a disk of ${sizeKb} KB a text is refused by an error, and those taken before are there`,
    { skip },
    () =>
      onSmallDisk(sizeKb, async (folder, grow) => {
        mkdirSync(folder)
        const texts = openTexts(folder)
        let taken = 0
        let isFull = false
        while (!isFull && taken < 2_000)
          isFull = await put(texts, taken).then(
            (refusal) => (assert.equal(refusal, undefined), taken++, false),
            () => true,
          )
        assert.ok(isFull && taken > 0)
        const has = (open: Texts, number: number): boolean =>
          open.get(textOf(number).commitment) !== undefined
        for (let number = 0; number < taken; number++) assert.ok(has(texts, number), 'it can still be read')
        await texts.record('t0', 'an author', 0)
        await texts.erase(textOf(0).commitment, 'an author', 1)
        assert.ok(!has(texts, 0), 'a full disk keeps nobody from erasing')
        grow()
        assert.equal(await put(texts, taken), undefined, 'with room again it goes on by itself')
        await texts.close()
        const again = openTexts(folder)
        for (let number = 1; number <= taken; number++) assert.ok(has(again, number), `text ${number}`)
        assert.equal(await put(again, taken + 1), undefined)
        await again.close()
      }),
  )
