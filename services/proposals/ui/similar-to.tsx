import { Section } from '@maru/web/kit/page.tsx'
import { SimilarList, useSimilar } from './similar.tsx'
import { useTexts } from './texts.ts'

/** On a proposal's page: others like it. Nothing where there are none. */
export const SimilarTo = ({
  proposal,
  title,
  body,
}: {
  readonly proposal: number
  readonly title: string
  readonly body: string
}) => {
  const t = useTexts()
  const { data } = useSimilar(title, body)
  const others = data?.proposals.filter((row) => row.proposal !== proposal) ?? []
  if (others.length === 0) return null
  return (
    <Section title={t('similar')}>
      <SimilarList rows={others} />
    </Section>
  )
}
