/**
 * How well similar proposals are found: of those that are labelled as similar to one, how many are among the five that
 * are shown (recall), and how many of those shown are labelled (precision). What the labels are is said in
 * docs/spec/search.md. Recall counts five of a larger group as all of it.
 */
import { join } from 'node:path'
import { openReadModel } from '@maru/server/read-model/read-model.ts'
import { projections } from '@maru/services/read-models.ts'
import sample from '@maru/services/proposals/read-model/similar-sample.json' with { type: 'json' }
import { openListCity, readRealTexts, type BenchText } from './list-city.ts'
import { row, type Row } from './row.ts'

export const similar = async (): Promise<Row[]> => {
  const real = await readRealTexts()
  const planted = sample.map(({ title }) => ({ title, body: '', field: 'other', supports: 0 }))
  const texts = [...real, ...planted]
  const city = await openListCity(texts)
  const { ledger, content, numbers } = city
  const place = { folder: join(city.folder, 'read-model') }
  const readModel = openReadModel({ ledger, content, projections, place })
  await readModel.caughtUp()
  const list = readModel.projections.find(({ name }) => name === 'proposals')?.lists['similar']
  const numberOf = (place: number): number => numbers[place] as number
  const ask = async (
    { title, body }: Pick<BenchText, 'title' | 'body'>,
    except?: number,
  ): Promise<number[]> => {
    const input = list?.input.parse({ title: title.slice(0, 120), body: body.slice(0, 1_000), except })
    const { view, time } = ledger.snapshot()
    const page = await readModel.read(1, (database) =>
      list!.read({ database, view, time, after: undefined }, input),
    )
    const { proposals } = page!.answer as { proposals: { proposal: number }[] }
    return proposals.map(({ proposal }) => proposal)
  }
  const rows: Row[] = []
  const measure = async (name: string, questions: readonly Question[]): Promise<void> => {
    let [found, possible, shown, met] = [0, 0, 0, 0]
    for (const { asked, except, relevant } of questions) {
      const answered = await ask(asked, except === undefined ? undefined : numberOf(except))
      const labelled = new Set(relevant.map(numberOf))
      const hits = answered.filter((number) => labelled.has(number)).length
      found += hits
      met += Math.min(1, hits)
      possible += Math.min(5, relevant.length)
      shown += answered.length
    }
    if (questions.length === 0) return
    rows.push(row(`similar, ${name}: at least one found`, (100 * met) / questions.length, '%'))
    rows.push(row(`similar, ${name}: recall`, (100 * found) / possible, '%'))
    if (shown > 0) rows.push(row(`similar, ${name}: precision`, (100 * found) / shown, '%'))
  }
  await measure(
    'repeated titles',
    groupsOf(
      real,
      ({ title }) => title.trim(),
      ({ title }) => ({ title, body: '' }),
    ),
  )
  await measure(
    'equal bodies',
    groupsOf(
      real,
      ({ body }) => body.trim(),
      ({ body }) => ({ title: '', body }),
    ),
  )
  for (const [name, pattern] of campaigns)
    await measure(
      name,
      groupsOf(
        real,
        ({ title }) => (pattern.test(title) ? 'of it' : ''),
        ({ title }) => ({ title, body: '' }),
      ),
    )
  for (const kind of ['wording', 'part', 'meaning']) {
    const pairs = sample.flatMap(({ kind: of, again }, index) =>
      of === kind ? [{ asked: { title: again, body: '' }, relevant: [real.length + index] }] : [],
    )
    await measure(`made-up pairs, ${kind}`, pairs)
  }
  await readModel.close()
  await city.remove()
  return rows
}

interface Question {
  readonly asked: Pick<BenchText, 'title' | 'body'>
  /** Its own place among the texts. */
  readonly except?: number
  /** The places of those labelled as similar. */
  readonly relevant: readonly number[]
}

/** Proposals that one cause brought about, by a word that their titles share. */
const campaigns: readonly (readonly [name: string, title: RegExp])[] = [
  ['campaign against a waste plant', /은평.*(자원순환|재활용|쓰레기|폐기물|백지화)/],
  ['campaign for a payment service', /제로\s*페이/],
  ['campaign for street cats', /길고양이|캣맘/],
  ['pregnant women in the subway', /임산부.*(석|자리)/],
  ['public bicycles', /따릉이/],
  ['electric scooters', /킥보드/],
  ['smoking', /흡연|담배|금연/],
]

/** Of each group of two and more, each is asked about and the others are relevant. */
const groupsOf = (
  texts: readonly BenchText[],
  keyOf: (text: BenchText) => string,
  ask: (text: BenchText) => Question['asked'],
): Question[] => {
  const placesByKey = new Map<string, number[]>()
  texts.forEach((text, index) => {
    const key = keyOf(text)
    if (key !== '') placesByKey.set(key, [...(placesByKey.get(key) ?? []), index])
  })
  return [...placesByKey.values()]
    .filter(({ length }) => length > 1)
    .flatMap((places) =>
      places.map((except) => ({
        asked: ask(texts[except] as BenchText),
        except,
        relevant: places.filter((place) => place !== except),
      })),
    )
}
