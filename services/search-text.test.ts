import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { array, assert as check, boolean, constantFrom, property, string, tuple } from 'fast-check'
import { indexGrams, passagesOf, queryGrams, searchWords } from './search-text.ts'

describe('words lose their particles and endings', () => {
  const cases: readonly (readonly [text: string, words: string])[] = [
    ['버스 정류장에 그늘막을 설치해 주세요', '버스 정류장 그늘막 설치'],
    ['공원에서 공원을 공원으로 공원의', '공원 공원 공원 공원'],
    ['시민들에게는 혜택이', '시민 혜택'],
    ['도서관을 개방합시다!', '도서관 개방'],
    ['자전거도로를 넓히자', '자전거도로 넓히자'],
    ['회의를 하고 논의를', '회의 논의'],
    ['GTX-A 5호선에서', 'gtx a 5 호선'],
    ['길이 집에', '길이 집에'],
    ['서울시에 제안합니다', '서울시'],
    ['제안합니다', '제안'],
    ['  ...!?  ', ''],
  ]
  for (const [text, words] of cases) test(text, () => assert.equal(searchWords(text).join(' '), words))
})

test('it is the same however a keyboard composes the letters, and in capitals', () => {
  assert.deepEqual(searchWords('버스 Gtx'.normalize('NFD')), searchWords('버스 GTX'))
})

test('a question finds its own words in a text, with any particle and any spaces between Korean words', () => {
  const korean = string({
    unit: constantFrom(...'가나다라마바사아자차버스도로공원'),
    minLength: 2,
    maxLength: 6,
  })
  const particle = constantFrom('', '은', '를', '에서', '으로', '까지')
  check(
    property(array(tuple(korean, particle), { minLength: 1, maxLength: 5 }), boolean(), (words, isSpaced) => {
      const text = words.map(([word, end]) => word + end).join(isSpaced ? ' ' : '')
      const grams = new Set(indexGrams(text))
      for (const [word] of words)
        for (const gram of queryGrams(word)) assert.ok(grams.has(gram), `${word} in ${text}`)
    }),
  )
})

test('whatever is written, grams are short words of letters and digits only', () => {
  check(
    property(string({ unit: 'binary', maxLength: 300 }), (text) => {
      for (const gram of [...indexGrams(text), ...queryGrams(text)]) {
        assert.match(gram, /^[\p{L}\p{N}]+$/u)
        assert.ok(gram.length <= 64)
      }
    }),
  )
})

test('a text has the passages of its sentences, whatever their endings and marks', () => {
  const sentences = ['여름마다 정류장이 너무 덥습니다', '그늘막이 있으면 기다리기 쉽습니다']
  const [first, second, whole] = passagesOf(`${sentences.join('. ')}.`)
  assert.deepEqual(passagesOf(sentences.join('!\n')), [first, second, whole])
  assert.ok(passagesOf(`먼저 인사를 드립니다. ${sentences[0]}`).includes(first as number))
  assert.equal(passagesOf('동의합니다').length, 1)
  assert.deepEqual(passagesOf('동의합니다'), passagesOf(' 동의합니다!! '))
  assert.deepEqual(passagesOf('...'), [])
})
