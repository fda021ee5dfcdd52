import { Badge } from '@maru/web/kit/badge.tsx'
import type { PollState } from '../state.ts'
import { useTexts } from './texts.ts'

const tones = { announced: 'neutral', open: 'information', closed: 'neutral', withdrawn: 'warning' } as const

export const StateBadge = ({ state }: { readonly state: PollState }) => {
  const t = useTexts()
  return <Badge tone={tones[state]}>{t(`state-${state}`)}</Badge>
}
