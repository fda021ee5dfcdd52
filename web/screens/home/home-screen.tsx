import { usePolicies } from '@maru/services/policies/ui/data.ts'
import { PolicyCard } from '@maru/services/policies/ui/policy-card.tsx'
import { useProposals } from '@maru/services/proposals/ui/data.ts'
import { ProposalCard } from '@maru/services/proposals/ui/proposal-card.tsx'
import { useCity, useCityName } from '../../city/city.ts'
import { ButtonLink } from '../../kit/button.tsx'
import { Page } from '../../kit/page.tsx'
import { Cards } from './cards.tsx'
import { Numbers } from './numbers.tsx'
import { Polls } from './polls.tsx'
import { useTexts } from './texts.ts'

/** What the city owes, what is close to a threshold, what closes soon, what is asked in polls, what became policy; and all of it in numbers. */
export const Screen = () => {
  const t = useTexts()
  const city = useCityName()
  return (
    <Page title={t('title', { city })} lead={<p>{t('lead')}</p>} width="wide">
      <div>
        <ButtonLink to="/proposals/new" look="primary">
          {t('write')}
        </ButtonLink>
      </div>
      <Proposals title={t('owed')} sort="overdue" none={t('owedNone')} />
      <Proposals title={t('near')} sort="most-supported" state="open" none={t('none')} />
      <Proposals title={t('closing')} sort="closing-soon" none={t('none')} />
      <Polls limit={limit} />
      <Became />
      <Numbers />
    </Page>
  )
}

/** Of each a few: the rest has a page of its own. */
const limit = 3

const Proposals = ({
  title,
  sort,
  state,
  none,
}: {
  readonly title: string
  readonly sort: 'overdue' | 'most-supported' | 'closing-soon'
  readonly state?: string
  readonly none: string
}) => {
  const answer = useProposals({ sort, state, limit })
  // Thresholds and the names of places are the city's: a card has its height when they are there.
  const { isPending } = useCity()
  return (
    <Cards
      title={title}
      all={{ to: '/proposals', search: { sort, ...(state && { state }) } }}
      none={none}
      answer={answer}
      height="28rem"
      cards={(isPending ? undefined : answer.data)?.proposals.map((row) => (
        <ProposalCard key={row.proposal} row={row} />
      ))}
    />
  )
}

const Became = () => {
  const t = useTexts()
  const answer = usePolicies({ limit })
  return (
    <Cards
      title={t('became')}
      all={{ to: '/policies', search: {} }}
      none={t('becameNone')}
      answer={answer}
      height="16rem"
      cards={answer.data?.policies.map((row) => (
        <PolicyCard key={row.policy} row={row} />
      ))}
    />
  )
}
