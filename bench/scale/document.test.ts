// docs/scale.md shows what the program prints from the figures of bench/baselines.json, and nothing older.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { drawChart } from './chart.ts'
import { drawCharts } from './charts.ts'
import { bytes, duration, rounded, withTables } from './document.ts'
import { readFigures } from './figures.ts'
import { simulatePlace } from './runs.ts'
import { inputsOf, placeKey, readSimulated, usual } from './simulated.ts'
import { computeTables } from './tables.ts'

const docs = join(import.meta.dirname, '..', '..', 'docs')
const figure = readFigures()
const simulated = readSimulated()

test('the simulation is of the figures, costs and settings of today', () =>
  assert.equal(simulated.inputs, inputsOf(figure), 'run: npm run scale'))

test('simulating a city again gives what is kept of it', () => {
  for (const place of [
    { validators: 4, ...usual },
    { validators: 7, roundTripMs: 50, cores: 8 },
  ])
    assert.deepEqual(simulatePlace(figure, place), simulated.places[placeKey(place)], 'run: npm run scale')
})

test('the tables of docs/scale.md are those that the program prints', () => {
  const text = readFileSync(join(docs, 'scale.md'), 'utf8')
  assert.equal(text, withTables(text, computeTables(figure, simulated)), 'run: npm run scale -- --tables')
})

test('its charts are those that the program draws', () => {
  for (const [file, picture] of Object.entries(drawCharts(figure, simulated)))
    assert.equal(
      readFileSync(join(docs, 'pictures', file), 'utf8'),
      picture,
      'run: npm run scale -- --tables',
    )
})

test('a table without a place, a place without a table and a mark without an end are named', () => {
  const text = 'before\n<!-- scale: one -->\nold\n<!-- /scale -->\nafter'
  assert.equal(withTables(text, { one: 'new' }), 'before\n<!-- scale: one -->\nnew\n<!-- /scale -->\nafter')
  assert.throws(() => withTables(text, { one: 'new', two: 'x' }), /no place for the table "two"/)
  assert.throws(() => withTables(text, {}), /asks for a table "one"/)
  assert.throws(() => withTables('<!-- scale: one -->', { one: 'x' }), /has no end/)
})

test('a figure that is not measured is named', () => {
  assert.throws(() => readFigures([])('recount'), /has no "recount": measure it/)
})

test('numbers have two digits and words', () => {
  assert.deepEqual([0, 0.834, 8.31, 61.7, 1_234, 8_765_432].map(rounded), [
    '0',
    '0.83',
    '8.3',
    '62',
    '1,200',
    '8,800,000',
  ])
  assert.deepEqual([257, 25_300, 1_290_000_000].map(bytes), ['260 bytes', '25 KB', '1.3 GB'])
  assert.deepEqual([26, 2_650, 26_400].map(duration), ['26 s', '44 minutes', '7.3 hours'])
})

test('a chart shows each line at its values, and names that would meet apart', () => {
  const line = (name: string, values: number[]) => ({ name, values, color: '#000' })
  const picture = drawChart({
    title: 'a < b',
    places: ['x', 'y'],
    unit: '/s',
    isTenfold: true,
    lines: [line('one', [1, 100]), line('two', [10, 99])],
  })
  assert.match(picture, /<title id="t">a &lt; b<\/title>/)
  assert.equal([...picture.matchAll(/<circle /g)].length, 4)
  const heights = [...picture.matchAll(/y="([\d.]+)"[^>]*>(?:one|two)</g)].map(([, y]) => Number(y))
  assert.ok(Math.abs(heights[0]! - heights[1]!) >= 16)
})
