import type { Rule } from '@maru/services/moderation/state.ts'

/** As docs/spec/moderation.md lists them. The rules have the same list, beside code that no screen needs. */
export const rules: readonly Rule[] = [
  'personal-data',
  'insult',
  'hate',
  'threat',
  'obscene',
  'advertising',
  'flooding',
  'election',
  'copyright',
  'unlawful',
]
