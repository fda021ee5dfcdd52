/**
 * Everything about one proposal that can be checked without this server, as files of a ZIP that is written while it is
 * sent: entries of the log with their proofs, rows of the state with theirs, and the texts. See README.en.txt.
 */
import { readFileSync } from 'node:fs'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Context } from '../../context.ts'
import { toJson } from '../../json.ts'
import { readEntries } from '../../records.ts'
import { provenRow } from '../../routes/state.ts'
import { createTextReader } from '../texts.ts'
import { nameIfConcerned } from './concerns.ts'
import { firstEntryAt } from './first-entry.ts'
import { commitmentsOf, keysOf, type ProposalSubject } from './subject.ts'

export interface EvidenceFile {
  readonly name: string
  readonly input: string | AsyncIterable<string>
  readonly lastModified: Date
}

type Source = Pick<Context, 'ledger' | 'content'>

/** `size`: entries of the log that are looked through. */
export async function* evidenceFiles(
  context: Source,
  subject: ProposalSubject,
  size: number,
): AsyncGenerator<EvidenceFile> {
  const { ledger } = context
  const lastModified = new Date(ledger.snapshot().time)
  const file = (name: string, input: EvidenceFile['input']): EvidenceFile => ({ name, input, lastModified })
  for (const language of ['ko', 'en'] as const) {
    const city = ledger.genesis.name[language] ?? ledger.genesis.chain
    const text = readmes[language]
      .replace('{city}', city)
      .replace('{proposal}', String(subject.proposal))
      .replace('{index}', String(size))
    yield file(`README.${language}.txt`, text)
  }
  yield file('vkey', `${ledger.vkey}\n`)
  yield file('checkpoint', ledger.checkpoint())
  const proofOf = async (index: number, name: string): Promise<EvidenceFile> =>
    file(pathOf(index, name), await ledger.proof(index))

  const seals = new Set<number>()
  for (const [name, key] of keysOf(subject)) {
    const proven = await ledger.proveState(key)
    if (!proven.ok) continue
    const seal = proven.value.size - 1
    if (!seals.has(seal)) {
      seals.add(seal)
      yield proofOf(seal, 'seal')
    }
    const row = { ...provenRow(proven.value, ledger.rules.hash), seal: pathOf(seal, 'seal') }
    yield file(`state/${name}.json`, `${toJson(row)}\n`)
  }
  yield file('texts.jsonl', textLines(context, subject))

  const from = await firstEntryAt(ledger, subject.row.openedAt, size)
  for await (const [index, entry] of readEntries(ledger, from, size)) {
    // A log is long, and others have votes to record.
    if (index % entriesPerTurn === 0) await nextTurn()
    const name = nameIfConcerned(entry, subject)
    if (name !== undefined && !seals.has(index)) yield proofOf(index, name)
  }
}

const entriesPerTurn = 128

const readmes = {
  ko: readFileSync(new URL('README.ko.txt', import.meta.url), 'utf8'),
  en: readFileSync(new URL('README.en.txt', import.meta.url), 'utf8'),
}

const pathOf = (index: number, name: string): string =>
  `log/${String(index).padStart(9, '0')}-${name}.tlog-proof`

async function* textLines({ ledger, content }: Source, subject: ProposalSubject): AsyncGenerator<string> {
  const { view } = ledger.snapshot()
  const textOf = createTextReader(content, view)
  let count = 0
  for (const [of, bytes] of commitmentsOf(view, subject)) {
    if (bytes === undefined) continue
    const { state, commitment, salt, content } = textOf(bytes)
    yield `${JSON.stringify({ of, state, commitment, salt, content })}\n`
    if (++count % entriesPerTurn === 0) await nextTurn()
  }
}
