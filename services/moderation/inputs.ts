/** Fields that several inputs share. */
import { z } from 'zod'
import { rules, type Rule } from './rules.ts'
import { textServices } from './state.ts'

export const caseNumber = z.int().min(1).meta({ description: 'The number of a case.' })

/** Which text is meant. */
export const addressFields = {
  service: z.enum(textServices).meta({ description: 'Where the text stands.' }),
  number: z.int().min(1).meta({
    description: 'Of the proposal, the comment, the opinion in a debate, or the case for its appeal.',
  }),
}

export const rule: z.ZodType<Rule> = z
  .enum(rules)
  .meta({ title: 'Rule', description: 'The published rule that the text breaks.' })
