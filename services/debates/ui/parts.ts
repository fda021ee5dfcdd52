import type { Part } from '@maru/web/parts/parts.tsx'

export const parts: readonly Part[] = [
  { on: 'proposal', order: 20, load: async () => ({ Part: (await import('./of-proposal.tsx')).OfProposal }) },
]
