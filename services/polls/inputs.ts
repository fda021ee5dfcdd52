/** Fields that several inputs share. Structural only: what depends on other fields or the state is judged in checks. */
import { z } from 'zod'
import { commitment, time } from '../schemas.ts'
import type { Question } from './questions.ts'
import { secrecies } from './state.ts'

const questionsMax = 20
const optionsMax = 20
const optionNumber = z.int().min(1).max(optionsMax)

const asked = {
  options: z.int().min(1).max(optionsMax).meta({ description: 'How many options there are.' }),
  askedIf: z
    .strictObject({
      question: z.int().min(1).max(questionsMax),
      options: z.array(optionNumber).min(1).max(optionsMax),
    })
    .nullable()
    .meta({
      description: 'An earlier question and the options after which this one is asked; null for always.',
    }),
}
const picksMax = z.int().min(1).max(optionsMax)

const question: z.ZodType<Question> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('single'), ...asked }),
  z.strictObject({
    kind: z.literal('multiple'),
    ...asked,
    picksMin: z.int().min(0).max(optionsMax),
    picksMax,
  }),
  z.strictObject({ kind: z.literal('score'), ...asked, scoreMax: z.int().min(1).max(100) }),
  z.strictObject({ kind: z.literal('ranked'), ...asked, picksMax }),
])

/** A group of residents, as services/residents calls it. */
export const groupId = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,59}$/)
  .meta({ description: 'Who may vote: a group of residents, as `city`.' })

const place = z
  .strictObject({
    latitude: z.int().min(-90_000_000).max(90_000_000),
    longitude: z.int().min(-180_000_000).max(180_000_000),
    radiusMetres: z.int().min(10).max(50_000),
  })
  .nullable()
  .meta({
    description:
      'Where one has to be to vote, in millionths of a degree; null for anywhere. The device checks it; nobody can prove it.',
  })

export const pollFields = {
  secrecy: z.enum(secrecies).meta({ description: 'Who sees who voted how.' }),
  group: groupId,
  questions: z.array(question).min(1).max(questionsMax),
  opens: time.nullable().meta({ description: 'In milliseconds since 1970; null for now.' }),
  closes: time,
  canChange: z.boolean().meta({ description: 'Whether a vote can be changed while the poll is open.' }),
  shownFrom: z.int().min(0).max(1_000_000).meta({ description: 'Tallies are shown from so many voters on.' }),
  place,
  content: commitment,
}

const pollSchema = z.strictObject(pollFields)
export type PollInput = z.infer<typeof pollSchema>

export const answers = z
  .array(z.array(z.int().min(0).max(100)).max(optionsMax).nullable())
  .min(1)
  .max(questionsMax)
  .meta({ description: 'An answer to each question in their order, null for one that is not asked.' })

export const pollExample: PollInput = {
  secrecy: 'named',
  group: 'city',
  questions: [{ kind: 'single', options: 3, askedIf: null }],
  opens: null,
  closes: 1_800_000_000_000,
  canChange: true,
  shownFrom: 0,
  place: null,
  content: new Uint8Array(32),
}
