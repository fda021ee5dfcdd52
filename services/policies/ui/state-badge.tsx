import { Badge, type Tone } from '@maru/web/kit/badge.tsx'
import type { Policy, PolicyState } from '../state.ts'
import { useTexts } from './texts.ts'

const tones: { readonly [State in PolicyState]: Tone } = {
  'waiting-for-department': 'neutral',
  underway: 'information',
  'carried-out': 'success',
  dropped: 'danger',
}

export const StateBadge = ({ state }: Pick<Policy, 'state'>) => {
  const t = useTexts()
  return <Badge tone={tones[state]}>{t(`state-${state}`)}</Badge>
}
