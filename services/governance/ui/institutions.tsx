import { usePseudonym } from '@maru/web/city/pseudonym.ts'
import { Card } from '@maru/web/kit/card.tsx'
import { Skeleton } from '@maru/web/kit/skeleton.tsx'
import { ErrorState } from '@maru/web/kit/states.tsx'
import layout from '@maru/web/parts/layout.module.css'
import { useLanguage } from '@maru/web/texts/settings.ts'
import { Link } from '@tanstack/react-router'
import { useInstitutions } from './data.ts'
import { useTexts } from './texts.ts'

/** Each with its officers and how many of them are its approval. */
export const Institutions = () => {
  const t = useTexts()
  const language = useLanguage()
  const pseudonym = usePseudonym()
  const { data, error, refetch } = useInstitutions()
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Skeleton lines={8} height="40rem" />
  return (
    <div className={layout['cards']}>
      {data.institutions.map(({ institution, required, officers, ...names }) => (
        <Card key={institution}>
          <h3>{names[language]}</h3>
          <p>{t('officersNeeded', { required, count: officers.length })}</p>
          <ul className={layout['row']}>
            {officers.map(({ account }) => (
              <li key={account}>
                <Link to={`/tracker/accounts/${account}`} className={layout['link']}>
                  {pseudonym(account)}
                </Link>
              </li>
            ))}
          </ul>
        </Card>
      ))}
    </div>
  )
}
