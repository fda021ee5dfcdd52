import { Badge, type Tone } from '@maru/web/kit/badge.tsx'
import type { ProposalState } from '../state.ts'
import { useTexts } from './texts.ts'

const tones: { readonly [State in ProposalState]: Tone } = {
  open: 'neutral',
  'needs-assignment': 'information',
  debate: 'information',
  closed: 'neutral',
  withdrawn: 'neutral',
}

export const StateBadge = ({ state }: { readonly state: ProposalState }) => {
  const t = useTexts()
  return <Badge tone={tones[state]}>{t(`state-${state}`)}</Badge>
}
