// Official answers of an import: which proposals they belong to, when they are given, and what is left unanswered.
import assert from 'node:assert/strict'
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { importCommand } from '../commands/import.ts'
import { reportCommand } from '../commands/report.ts'
import { verifyCommand } from '../commands/verify.ts'
import { UsageError, type Command } from '../terminal.ts'

let folder: string
const path = (name: string): string => join(folder, name)
before(async () => void (folder = await mkdtemp(join(tmpdir(), 'maru-answers-'))))
after(() => rm(folder, { recursive: true, force: true }))

/** What the command answers to a program. */
const answerOf = async ({ run }: Command, ...args: string[]): Promise<any> => {
  let answer: object | undefined
  const code = await run(args, {
    json: true,
    environment: {},
    line: () => undefined,
    progress: () => ({ update: () => undefined, end: () => undefined }),
    answer: (value) => void (answer = value),
  })
  assert.equal(code, 0)
  return answer
}

const write = (name: string, rows: readonly object[]): Promise<void> =>
  writeFile(path(name), rows.map((row) => `${JSON.stringify(row)}\n`).join(''))

const proposal = (id: string, title: string, day: string, num_agree: number, replied = false) => ({
  id,
  title,
  content: '짧은 글',
  category: '교통',
  num_agree,
  num_comment: 7,
  replied,
  created_at: `${day}T09:00:00+09:00`,
})

const answer = (id: string, title: string, begin: string, text: string | null, answered_at?: string) => ({
  id,
  title,
  begin,
  department_answer: text,
  ...(answered_at && { answered_at }),
})

const proposals = [
  proposal('p1', '버스에 시계를', '2019-05-01', 50, true),
  proposal('p2', '골목마다 의자를', '2019-05-02', 51),
  proposal('p3', '골목마다 의자를', '2019-05-03', 50, true),
  proposal('p4', '자전거 길에 불을', '2019-05-04', 3, true),
  proposal('p5', '도서관을 밤에도', '2019-05-05', 60),
]
const answers = [
  answer('p1', '제목은 다르다', '2019-05-01', '시계를 달겠습니다.', '2019-07-01T09:00:00+09:00'),
  answer('x2', '골목마다, 의자를!', '2019-05-02', '의자를 놓겠습니다.'),
  answer('p4', '자전거 길에 불을', '2019-05-04', '불을 켜겠습니다.'),
  answer('p5', '도서관을 밤에도', '2019-05-05', null),
  answer('x6', '도서관을 밤에도', '2019-05-04', '다른 날의 같은 제목입니다.'),
  answer('x7', '오래된 제안', '2017-07-31', '예전에 드린 답변입니다.'),
]

test('an answer is given to the proposal it belongs to, late when it was late; the rest is told', async () => {
  await Promise.all([write('proposals.jsonl', proposals), write('answers.jsonl', answers)])
  const data = path('city')
  const imported = await answerOf(
    importCommand,
    path('proposals.jsonl'),
    ...['--answers', path('answers.jsonl'), '--data', data, '--until', '2019-07-31'],
  )
  assert.deepEqual(imported.answers, {
    inFile: 6,
    given: 2,
    withoutDate: 1,
    withoutText: 1,
    beforeImport: 1,
    unknownProposal: 1,
    notOwed: 1,
    afterEnd: 0,
  })
  await answerOf(verifyCommand, data)

  const report = await answerOf(reportCommand, '--data', data)
  assert.equal(report.time, Date.parse('2019-07-01T09:00:00+09:00'), 'the last thing that happened')
  assert.deepEqual(report.totals, {
    owed: { department: 2, mayor: 0 },
    overdue: { department: 2, mayor: 0 },
    answered: 1,
    answeredLate: 1,
    lapsed: 0,
    reached: { assignment: 4 },
  })
  assert.deepEqual(
    report.unanswered.map((each: any) => [
      each.proposal,
      each.supports,
      each.daysOverdue,
      each.markedAnswered,
    ]),
    [
      [3, 50, 30, true],
      [5, 60, 28, false],
    ],
  )
  const { answers: _, ...source } = report.source
  assert.deepEqual(source, {
    comments: 35,
    markedAnswered: 3,
    owedAndMarkedAnswered: 1,
    owedAndNeverAnswered: 1,
  })
})

test('a report changes nothing that was recorded', async () => {
  const log = join(path('city'), 'log')
  const read = async () => {
    const names = (await readdir(log, { recursive: true })).sort()
    const files = await Promise.all(
      names.map(async (name) =>
        (await stat(join(log, name))).isFile() ? readFile(join(log, name), 'hex') : '',
      ),
    )
    return Object.fromEntries(names.map((name, at) => [name, files[at]]))
  }
  const first = await read()
  await answerOf(reportCommand, '--data', path('city'))
  assert.deepEqual(await read(), first)
})

test('timers run at their own time, not with the next proposal', async () => {
  const rows = [proposal('p1', '하나', '2019-05-01', 50), proposal('p2', '둘', '2019-09-01', 0)]
  await write('gap.jsonl', rows)
  await answerOf(importCommand, path('gap.jsonl'), '--data', path('gap'))
  const { entries, times } = await sealsOf(path('gap'))
  const due = Date.parse('2019-05-31T09:00:00+09:00')
  assert.deepEqual(
    times.filter((time) => time > Date.parse('2019-05-02') && time < Date.parse('2019-08-30')),
    [due - 7 * 86_400_000, due],
  )
  assert.ok(entries > 52)
})

test('an end before the last proposal, or that is no date, is refused', async () => {
  for (const until of ['2019-05-04', 'soon', '2019-13-01'])
    await assert.rejects(
      answerOf(importCommand, path('proposals.jsonl'), '--data', path('never'), '--until', until),
      UsageError,
    )
})

/** The times of a city's blocks, read from its log. */
const sealsOf = async (data: string) => {
  const { folderSource } = await import('@maru/verifier/sources.ts')
  const { decodeBundle } = await import('@maru/kernel/log/bundle.ts')
  const { decodeEntry } = await import('@maru/kernel/entry.ts')
  const source = await folderSource(data)
  const times: number[] = []
  let entries = 0
  for (const name of ((await source.list?.()) ?? []).filter((each) => each.includes('entries'))) {
    const bundle = decodeBundle((await source.read(name))!, Number(name.split('.p/')[1] ?? 256))
    if (!bundle.ok) continue
    entries += bundle.value.length
    for (const bytes of bundle.value) {
      const entry = decodeEntry(bytes)
      if (entry?.kind === 'seal') times.push(entry.seal.time)
    }
  }
  return { entries, times: [...new Set(times)].sort((a, b) => a - b) }
}
