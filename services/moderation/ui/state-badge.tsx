import { Badge, type Tone } from '@maru/web/kit/badge.tsx'
import type { CaseState } from '../state.ts'
import { useWords } from './words.ts'

const tones: { readonly [State in CaseState]: Tone } = {
  reported: 'warning',
  waiting: 'neutral',
  hidden: 'danger',
  appealed: 'warning',
  upheld: 'danger',
  dismissed: 'success',
  approved: 'success',
  restored: 'success',
  erased: 'neutral',
}

export const StateBadge = ({ state }: { readonly state: CaseState }) => (
  <Badge tone={tones[state]}>{useWords()[state]}</Badge>
)
