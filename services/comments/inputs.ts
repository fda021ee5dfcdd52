/** Fields that several inputs share. */
import { z } from 'zod'
import { targetServices } from './state.ts'

export const commentNumber = z.int().min(1).meta({ description: 'The number of a comment.' })

/** What is commented on. */
export const targetFields = {
  service: z.enum(targetServices).meta({ description: 'Whether a proposal or a debate is meant.' }),
  number: z.int().min(1).meta({ description: 'The number of the proposal or the debate.' }),
}
