import type { Part } from '@maru/web/parts/parts.tsx'

export const parts: readonly Part[] = [
  { on: 'proposal', order: 20, load: async () => ({ Part: (await import('./of-proposal.tsx')).OfProposal }) },
  { on: 'debate-itself', order: 0, load: async () => ({ Part: (await import('./itself.tsx')).Itself }) },
]
