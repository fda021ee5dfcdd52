/**
 * The text of a proposal, which lives off the ledger. It is judged by whoever takes it in, before its commitment is
 * submitted, and never during execution; so Unicode's tables, which differ from year to year, may be asked here.
 * Each message is the code of a refusal.
 */
import { z } from 'zod'
import type { Content } from '@maru/kernel/service.ts'

export const titleLengthMax = 120
export const bodyLengthMax = 60_000

const wellFormed = (text: string): boolean => text.isWellFormed()
const hasControls = (text: string): boolean => /\p{Cc}/u.test(text)
/** A body has lines and tabs, and no other controls: a NUL, for one, no database can keep. */
const hasControlsButLines = (text: string): boolean => hasControls(text.replaceAll(/[\t\n\r]/g, ''))
/** Characters as a person counts them, near enough: code points of the composed form. */
const lengthOf = (text: string): number => [...text.normalize('NFC')].length

const title = z
  .string('P2-title-length')
  .refine((text) => wellFormed(text) && !hasControls(text), { error: 'P4-text-malformed', abort: true })
  .refine((text) => lengthOf(text.trim()) >= 1 && lengthOf(text.trim()) <= titleLengthMax, 'P2-title-length')
  .meta({
    title: 'Title',
    description: `1 to ${titleLengthMax} characters.`,
    examples: ['버스 정류장에 그늘막을'],
  })

const body = z
  .string('P3-body-length')
  .refine((text) => wellFormed(text) && !hasControlsButLines(text), {
    error: 'P4-text-malformed',
    abort: true,
  })
  .refine((text) => lengthOf(text) <= bodyLengthMax, 'P3-body-length')
  .meta({
    title: 'Body',
    description: `Up to ${bodyLengthMax} characters.`,
    examples: ['여름마다 정류장이 너무 덥습니다.'],
  })

export const contentSchema = z.strictObject({ title, body })

export const proposalContent: Content<{ readonly content: Uint8Array }> = {
  schema: contentSchema,
  commitment: ({ content }) => content,
}
