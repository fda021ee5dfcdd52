import type { Part } from '@maru/web/parts/parts.tsx'

export const parts: readonly Part[] = [
  { on: 'proposal', order: 40, load: async () => ({ Part: (await import('./comments.tsx')).OnProposal }) },
  { on: 'debate', order: 40, load: async () => ({ Part: (await import('./comments.tsx')).OnDebate }) },
]
