/**
 * What the source of an import counts but has no record of: comments without their texts, and a mark that says
 * "answered" without the answer. It is no part of the ledger, which holds signed transactions only; it lies beside it in
 * the data folder and is told as what the source says.
 */
import { z } from 'zod'

export const importedSchema = z.strictObject({
  proposals: z.array(
    z.strictObject({
      proposal: z.int().min(1),
      comments: z.int().min(0),
      markedAnswered: z.boolean(),
    }),
  ),
  /** The file of answers: how many it had, and what became of them. */
  answers: z
    .strictObject({
      inFile: z.int(),
      given: z.int(),
      withoutText: z.int(),
      beforeImport: z.int(),
      unknownProposal: z.int(),
      notOwed: z.int(),
      afterEnd: z.int(),
      withoutDate: z.int(),
    })
    .optional(),
})

export type Imported = z.infer<typeof importedSchema>

/** In all: comments that the source counts, and proposals that it marks as answered. */
export const countsOf = ({ proposals }: Imported) => ({
  comments: proposals.reduce((sum, { comments }) => sum + comments, 0),
  markedAnswered: proposals.filter(({ markedAnswered }) => markedAnswered).length,
})

/** Its name in the data folder. */
export const importedFile = 'imported.json'
