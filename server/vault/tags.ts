/**
 * Tags: what the vault knows one person by, without saying who it is. Each is HMAC-SHA-256 under a key of the vault, so
 * that nobody without that key finds out by trying names and birth dates. They never leave the vault.
 *
 * A person has a tag of name and birth date, which both doors always know; one of what was shown; and one of the
 * identifier where the door was told it. docs/spec/enrolment.md says what that can match and what it cannot.
 */
import { createHmac } from 'node:crypto'
import type { Identity } from './person.ts'

export interface Tags {
  /** Of name and birth date: two persons can share it. */
  readonly facts: string
  /** Those that only one person can have. */
  readonly own: readonly string[]
  readonly hasIdentifier: boolean
}

export const tagsOf = (key: Buffer, { name, birthDate, identifier, credential }: Identity): Tags => {
  const tag = (...parts: readonly string[]): string =>
    createHmac('sha256', key).update(JSON.stringify(parts)).digest('hex')
  return {
    facts: tag('facts', plainName(name), birthDate),
    own: [
      tag('credential', ...credential),
      ...(identifier === undefined ? [] : [tag('identifier', identifier)]),
    ],
    hasIdentifier: identifier !== undefined,
  }
}

/** Spaces, hyphens, dots, case and width are written one way here and another there. Scripts are not converted. */
export const plainName = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}]/gu, '')

/** A document's number is printed with and without hyphens. */
export const documentCredential = (kind: string, number: string): readonly string[] => [
  'document',
  kind,
  plainName(number),
]
