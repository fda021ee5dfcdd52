/**
 * Texts that live off the ledger, as any service takes them in: plain text or Markdown, kept as given; HTML in it is
 * just text. A text is judged by whoever takes it in, before its commitment is submitted, and never during execution;
 * so Unicode's tables, which differ from year to year, may be asked here. Each message is the code of a refusal.
 */
import { z } from 'zod'

export interface TextRule {
  /** In characters as a person counts them, without spaces around the text; a text of several lines with them. */
  readonly lengthMin: number
  readonly lengthMax: number
  readonly code: { readonly length: string; readonly malformed: string }
}

/** A text of one line, such as a title. */
export const lineOfText = ({ lengthMin, lengthMax, code }: TextRule) =>
  z
    .string(code.length)
    .refine((text) => isShowable(text), { error: code.malformed, abort: true })
    .refine((text) => isWithin(lengthOf(text.trim()), lengthMin, lengthMax), code.length)
    .meta({ description: `${lengthMin} to ${lengthMax} characters.` })

/** A text with lines and tabs, and no other controls: a NUL, for one, no database can keep. */
export const linesOfText = ({ lengthMin, lengthMax, code }: TextRule) =>
  z
    .string(code.length)
    .refine((text) => isShowable(text.replaceAll(/[\t\n\r]/g, '')), { error: code.malformed, abort: true })
    .refine((text) => lengthOf(text.trim()) >= lengthMin && lengthOf(text) <= lengthMax, code.length)
    .meta({ description: `${lengthMin} to ${lengthMax} characters.` })

/** Direction overrides make a text read otherwise than it is written ("Trojan Source"). */
const isShowable = (text: string): boolean =>
  text.isWellFormed() && !/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u.test(text)

/** Characters as a person counts them, near enough: code points of the composed form. */
const lengthOf = (text: string): number => [...text.normalize('NFC')].length

const isWithin = (length: number, lengthMin: number, lengthMax: number): boolean =>
  length >= lengthMin && length <= lengthMax
