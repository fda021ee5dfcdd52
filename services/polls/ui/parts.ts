import type { Part } from '@maru/web/parts/parts.tsx'

export const parts: readonly Part[] = [
  { on: 'poll-itself', order: 0, load: async () => ({ Part: (await import('./itself.tsx')).Itself }) },
]
