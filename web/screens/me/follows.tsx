/** What somebody follows, as the city knows it, and how to end that. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useNameOf } from '../../city/city.ts'
import { rememberFollow, rememberFollows } from '../../city/follows.ts'
import { askNotices } from '../../city/notices.ts'
import type { Person } from '../../city/persons.ts'
import { Button } from '../../kit/button.tsx'
import layout from '../../parts/layout.module.css'
import { useTexts } from './texts.ts'

export const Follows = ({ person, chain }: { readonly person: Person; readonly chain: string }) => {
  const t = useTexts()
  const queries = useQueryClient()
  const { account } = person
  const queryKey = ['follows', account]
  const { data } = useQuery({
    queryKey,
    queryFn: async () => {
      const kept = await askNotices<{ readonly follows?: object }>(person, { chain }, 'export-all', {})
      return Object.keys(kept.follows ?? {})
    },
  })
  useEffect(() => {
    if (data) rememberFollows(account, data)
  }, [account, data])
  if (!data || data.length === 0) return null
  const end = async (topic: string) => {
    const [kind = '', id = ''] = topic.split(':')
    await askNotices(person, { chain }, 'unfollow', { kind, id })
    rememberFollow(account, topic, false)
    await queries.invalidateQueries({ queryKey })
  }
  return (
    <section className={layout['stack']}>
      <h2>{t('follows')}</h2>
      <ul className={layout['tight']}>
        {data.map((topic) => (
          <li key={topic} className={layout['row']}>
            <Topic topic={topic} />
            <Button look="text" size="small" onClick={() => void end(topic)}>
              {t('unfollow')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}

const Topic = ({ topic }: { readonly topic: string }) => {
  const t = useTexts()
  const nameOf = useNameOf()
  const [kind = '', id = ''] = topic.split(':')
  if (kind === 'proposal' || kind === 'debate')
    return <Link to={`/${kind}s/${id}`}>{t(`topic-${kind}`, { number: id })}</Link>
  const names = { field: 'fields', district: 'districts', department: 'departments' } as const
  return <span>{kind in names ? nameOf(names[kind as keyof typeof names], id) : topic}</span>
}
