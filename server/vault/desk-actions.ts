/** What a registrar does at the desk, and what residents ask about themselves. */
import { z } from 'zod'
import { residentsReads } from '@maru/services/residents/reads.ts'
import { accountId, districtId } from '@maru/services/schemas.ts'
import { Problem } from '../problem.ts'
import { action, type ActionContext } from './action.ts'
import { accountIn, dayOf, enrol } from './enrol.ts'
import { accountsOf, groupsDue, groupsOf } from './grow.ts'
import { consentInput, judgeConsent } from './guardian.ts'
import type { Reading } from './read-log.ts'
import { documentCredential } from './tags.ts'

export const documentKinds = ['id-card', 'driving-licence', 'passport', 'residence-card', 'other'] as const

const name = z
  .string()
  .min(1)
  .max(100)
  .regex(/[\p{L}\p{N}]/u)
  .refine((text) => text.isWellFormed())
const birthDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
const documentNumber = z
  .string()
  .max(40)
  .regex(/[\p{L}\p{N}].*[\p{L}\p{N}].*[\p{L}\p{N}].*[\p{L}\p{N}]/u)
/** A CI has 88 characters. */
const identifier = z.string().min(16).max(128)
const transaction = z.custom<Uint8Array>(
  (value) => value instanceof Uint8Array && value.length > 0 && value.length <= 16_384,
  'a signed transaction',
)

export const enrolPerson = action({
  input: z.strictObject({
    name,
    birthDate,
    district: districtId,
    document: z.strictObject({ kind: z.enum(documentKinds), number: documentNumber }),
    identifier: identifier.optional(),
    /** The officer saw that it is another than the one of the same name and birth date. */
    isNamesake: z.literal(true).optional(),
    /** For a child under 14. */
    guardian: consentInput.optional(),
    transaction,
  }),
  summary:
    'Enrol a person whose document was checked at the desk. For the registrar, who signed the enrolment.',
  example: {
    name: '홍길동',
    birthDate: '1988-04-09',
    district: 'jongno',
    document: { kind: 'passport' as const, number: 'M12345678' },
    transaction: new Uint8Array(1),
  },
  run: async (context, { guardian: consent, ...input }) => {
    requireRegistrar(context)
    const { name, birthDate, district, document, identifier, isNamesake, transaction } = input
    const day = dayOf(context)
    const guardian =
      consent &&
      (await judgeConsent(
        { ...context, day, reading: readingOf(context, 'guardian') },
        accountIn(transaction),
        consent,
      ))
    const proofing = {
      door: 'desk' as const,
      by: context.account,
      at: context.now(),
      ...(isNamesake && { isNamesake }),
    }
    const credential = documentCredential(document.kind, document.number)
    return enrol(context, {
      person: { name, birthDate, district, ...(guardian && { guardian }), proofing },
      identity: { name, birthDate, credential, ...(identifier !== undefined && { identifier }) },
      transaction,
    })
  },
})

export const findPerson = action({
  input: z.strictObject({ name, birthDate }),
  summary:
    'The accounts of the persons with this name and birth date, as for a lost device, and of those who left. For the registrar.',
  example: { name: '홍길동', birthDate: '1988-04-09' },
  run: async (context, { name, birthDate }) => {
    requireRegistrar(context)
    const { enrolled, left } = context.vault.find(name, birthDate)
    const found = [...enrolled, ...left]
    await context.vault.reads.note(readingOf(context, 'find'), found.length > 0 ? found : [undefined])
    return { accounts: enrolled, left }
  },
})

export const readGroups = action({
  input: z.strictObject({ account: accountId }),
  summary: 'The groups that somebody belongs to today, as for a new identity. For the registrar.',
  example: { account: '00112233445566778899aabbccddeeff00112233' },
  run: async (context, { account }) => {
    requireRegistrar(context)
    const person = await context.vault.read(account, readingOf(context, 'groups'))
    if (!person) throw new Problem('V10-nobody')
    return { groups: groupsOf(person, dayOf(context)) }
  },
})

export const listDue = action({
  input: z.strictObject({}),
  summary: 'Whose groups are not those of today, as after a birthday. For the registrar.',
  example: {},
  run: async (context) => {
    requireRegistrar(context)
    const due = await groupsDue({ ...context, day: dayOf(context) })
    await context.vault.reads.note(readingOf(context, 'birthday'), accountsOf(due))
    return { due }
  },
})

export const readOwn = action({
  input: z.strictObject({}),
  summary: 'What the vault keeps of oneself.',
  example: {},
  run: async ({ vault, account }) => {
    const person = await vault.getUnrecorded(account)
    if (!person) throw new Problem('V10-nobody')
    return { person }
  },
})

const readingOf = ({ account, from }: ActionContext, purpose: Reading['purpose']): Reading => ({
  purpose,
  by: account,
  ...(from !== undefined && { from }),
})

const requireRegistrar = ({ ledger, account }: ActionContext): void => {
  if (!residentsReads.hasRole(ledger.snapshot().view, account, 'registrar'))
    throw new Problem('V5-not-registrar')
}
