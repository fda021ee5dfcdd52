/** On a proposal's page: what has become of it. */
import { Section } from '@maru/web/kit/page.tsx'
import type { PartProps } from '@maru/web/parts/parts.tsx'
import { usePoliciesOfProposal } from './data.ts'
import { PolicyCard } from './policy-card.tsx'
import { useTexts } from './texts.ts'

export const OfProposal = ({ number }: PartProps) => {
  const t = useTexts()
  const { data } = usePoliciesOfProposal(number)
  if (!data || data.policies.length === 0) return null
  return (
    <Section title={t('became')}>
      {data.policies.map((row) => (
        <PolicyCard key={row.policy} row={row} />
      ))}
    </Section>
  )
}
