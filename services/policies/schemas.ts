import { z } from 'zod'
import { time } from '../schemas.ts'

export const policyNumber = z.int().min(1).meta({ description: 'The number of a policy.' })

export const milestoneNumber = z.int().min(1).meta({ description: 'The number of a milestone.' })

export const budgetWon = z
  .int()
  .min(0)
  .max(1_000_000_000_000_000)
  .meta({ title: 'Budget', description: 'In Korean won.', examples: [450_000_000] })

export const dueTime = time.meta({
  description: 'Overdue from this moment on, in milliseconds since 1970.',
})
