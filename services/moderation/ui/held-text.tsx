/** What residents do not see, for who judges it and for who wrote it: only when asked for, for it may hurt to read. */
import { useCity } from '@maru/web/city/city.ts'
import { usePerson } from '@maru/web/city/persons.ts'
import { useRoles } from '@maru/web/city/roles.ts'
import { Button } from '@maru/web/kit/button.tsx'
import { Skeleton } from '@maru/web/kit/skeleton.tsx'
import { ErrorState } from '@maru/web/kit/states.tsx'
import layout from '@maru/web/parts/layout.module.css'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { fieldOf, type JudgedRow } from './data.ts'
import styles from './moderation.module.css'
import { useTexts } from './texts.ts'

export const HeldText = ({ row }: { readonly row: JudgedRow }) => {
  const t = useTexts()
  const person = usePerson()
  const roles = useRoles() ?? []
  const [isAsked, setAsked] = useState(false)
  const mayRead = roles.includes('moderator') || roles.includes('auditor') || row.author === person?.account
  if (!person || !mayRead) return null
  if (!isAsked) {
    return (
      <div>
        <Button look="tertiary" onClick={() => setAsked(true)}>
          {t('readHeld')}
        </Button>
      </div>
    )
  }
  return <Words row={row} />
}

interface AskedWords {
  readonly questions?: readonly { readonly question: string; readonly options: readonly string[] }[]
}

/** A poll is judged by its questions and options too. */
const Asked = ({ words }: { readonly words: object }) => (
  <ol>
    {((words as AskedWords).questions ?? []).map(({ question, options }, index) => (
      <li key={index}>
        {question}: {options.join(' / ')}
      </li>
    ))}
  </ol>
)

const Words = ({ row: { content, service } }: { readonly row: JudgedRow }) => {
  const t = useTexts()
  const person = usePerson()
  const { data: city } = useCity()
  const { data, error, refetch } = useQuery({
    queryKey: ['held-text', person?.account, content],
    queryFn: async () => {
      const { readHeldText } = await import('@maru/web/city/held-text.ts')
      return person && city ? readHeldText(person, city, content) : null
    },
    enabled: city !== undefined,
    // It is not kept longer than it is looked at.
    gcTime: 0,
  })
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Skeleton lines={3} />
  return (
    <section className={styles['held']} aria-label={t('heldText')}>
      <p className={layout['soft']}>{t('heldText')}</p>
      {data['title'] !== undefined && <p className={layout['strong']}>{data['title']}</p>}
      <p className={layout['body']}>{data[fieldOf[service]]}</p>
      {service === 'polls' && <Asked words={data} />}
    </section>
  )
}
