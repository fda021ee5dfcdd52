/** Not part of the server: server/content/kill.test.ts kills this process while it stores texts and erases some. */
import { writeSync } from 'node:fs'
import { madeUpText } from './made-up-texts.ts'
import { openTexts } from '@maru/server/content/texts.ts'

const [folder, first] = process.argv.slice(2) as [string, string]
const texts = openTexts(folder)
const author = 'a'.repeat(40)
const say = (what: string, number: number): void => void writeSync(1, `${what} ${number}\n`)

const storeOne = async (number: number): Promise<void> => {
  const { commitment, item } = madeUpText(`글 ${number}`)
  await texts.put(`t${number}`, { commitment, keyId: author, official: false }, item)
  say('stored', number)
  await texts.record(`t${number}`, author, number)
  if (number % 3 !== 0) return
  say('erasing', number)
  await texts.erase(commitment, author, number + 1)
  say('erased', number)
}

for (let number = Number(first); ; number += 8)
  await Promise.all(Array.from({ length: 8 }, (_, offset) => storeOne(number + offset)))
