import type { Part } from '@maru/web/parts/parts.tsx'

export const parts: readonly Part[] = [
  { on: 'proposal', order: 10, load: async () => ({ Part: (await import('./answers.tsx')).Answers }) },
  { on: 'debate', order: 10, load: async () => ({ Part: (await import('./answers.tsx')).InDebate }) },
  { on: 'poll', order: 0, load: async () => ({ Part: (await import('./answers.tsx')).FollowUp }) },
]
