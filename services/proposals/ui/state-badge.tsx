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

export const StateBadge = ({
  state,
  isAnswered = false,
}: {
  readonly state: ProposalState
  /** Whether the city has given every answer that it owed. */
  readonly isAnswered?: boolean
}) => {
  const t = useTexts()
  if (state === 'needs-assignment' && isAnswered) return <Badge tone="success">{t('answered')}</Badge>
  return <Badge tone={tones[state]}>{t(`state-${state}`)}</Badge>
}
