import { Badge } from '@maru/web/kit/badge.tsx'
import type { Debate } from '../state.ts'
import { useTexts } from './texts.ts'

export const StateBadge = ({ state }: Pick<Debate, 'state'>) => {
  const t = useTexts()
  return <Badge tone={state === 'open' ? 'information' : 'neutral'}>{t(`state-${state}`)}</Badge>
}
