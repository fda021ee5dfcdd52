/** What an account follows. */
import { z } from 'zod'
import { askers } from '@maru/services/polls/state.ts'
import { departmentId, districtId, fieldId } from '@maru/services/schemas.ts'
import { Problem } from '../problem.ts'
import { action } from './action.ts'
import { isThere, topicOf, type Target } from './audience.ts'

const followsMax = 200

const number = z
  .string()
  .regex(/^[1-9][0-9]{0,14}$/)
  .meta({ description: 'A number, as text.' })
const target = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.enum(['proposal', 'debate', 'poll']), id: number }),
    z.strictObject({ kind: z.literal('polls'), id: z.enum(askers) }),
    z.strictObject({ kind: z.literal('field'), id: fieldId }),
    z.strictObject({ kind: z.literal('district'), id: districtId }),
    z.strictObject({ kind: z.literal('department'), id: departmentId }),
  ])
  .meta({ description: 'What is followed. Nobody follows a person.' })
const exampleTarget: Target = { kind: 'proposal', id: '1' }

export const follow = action({
  input: target,
  summary: 'Be told of what happens to something from now on.',
  example: exampleTarget,
  run: async ({ view, size, subjects, account }, wanted) => {
    if (!isThere(view, wanted)) throw new Problem('N1-unknown-target', 'id')
    const topic = topicOf(wanted)
    const follows = subjects.get(account)?.follows ?? {}
    if (!(topic in follows) && Object.keys(follows).length >= followsMax)
      throw new Problem('N2-too-many-follows')
    await subjects.change(account, (before) =>
      topic in before.follows ? before : { ...before, follows: { ...before.follows, [topic]: size } },
    )
    return { following: topic }
  },
})

export const unfollow = action({
  input: target,
  summary: 'Be told no more of something. What was followed is destroyed, its notices leave the inbox.',
  example: exampleTarget,
  run: async ({ subjects, account }, wanted) => {
    const topic = topicOf(wanted)
    await subjects.change(account, (before) => {
      const { [topic]: since, ...follows } = before.follows
      return since === undefined ? before : { ...before, follows }
    })
    return { unfollowed: topic }
  },
})
