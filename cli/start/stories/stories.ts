/** All that happens in the demonstration city, each story with its own proposal or question. */
import type { Story } from '../scenes/scene.ts'
import { answered } from './answered.ts'
import { debates } from './debates.ts'
import { ended } from './ended.ts'
import { joined } from './joined.ts'
import { moderated } from './moderated.ts'
import { owed } from './owed.ts'
import { policies } from './policies.ts'
import { polls } from './polls.ts'
import { rising } from './rising.ts'

export const stories: readonly Story[] = [
  ...rising,
  ...ended,
  ...owed,
  ...answered,
  ...policies,
  ...debates,
  ...joined,
  ...moderated,
  ...polls,
]
