/** What somebody follows, as the city knows it: how to end that, and how to follow a part of the city. */
import { Link } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { type NameKind, useCity, useNameOf } from '../../city/city.ts'
import { rememberFollows } from '../../city/follows.ts'
import { Button } from '../../kit/button.tsx'
import { Select } from '../../kit/field.tsx'
import { ErrorState } from '../../kit/states.tsx'
import layout from '../../parts/layout.module.css'
import { useLanguage } from '../../texts/settings.ts'
import { useTexts } from './texts.ts'
import { type Kept, type Mine, useNoticeAct } from './use-notices.ts'

export const Follows = ({ mine, kept }: { readonly mine: Mine; readonly kept: Kept }) => {
  const t = useTexts()
  const { account } = mine.person
  const { mutate, error } = useNoticeAct(mine)
  useEffect(() => rememberFollows(account, Object.keys(kept.follows)), [account, kept])
  const topics = Object.keys(kept.follows)
  const place = useRef<HTMLDivElement>(null)
  const send = (action: 'follow' | 'unfollow', topic: string) => {
    const [kind = '', id = ''] = topic.split(':')
    mutate({ action, input: { kind, id } }, { onSuccess: () => place.current?.focus() })
  }
  return (
    <div className={layout['stack']} ref={place} tabIndex={-1} role="group" aria-label={t('follows')}>
      {topics.length === 0 ? (
        <p>{t('followsNone')}</p>
      ) : (
        <ul className={layout['tight']}>
          {topics.map((topic) => (
            <li key={topic} className={layout['row']}>
              <Topic topic={topic} />
              <Button look="text" size="small" onClick={() => send('unfollow', topic)}>
                {t('unfollow')}
                <span className="visually-hidden">
                  {' '}
                  (<Topic topic={topic} isPlain />)
                </span>
              </Button>
            </li>
          ))}
        </ul>
      )}
      <Add topics={topics} onAdd={(topic) => send('follow', topic)} />
      {error && <ErrorState error={error} />}
    </div>
  )
}

const kinds = { field: 'fields', district: 'districts', department: 'departments' } as const
type Kind = keyof typeof kinds

/** Who asks in polls, as the service of polls has it. */
const askers = ['city', 'residents'] as const

/** A part of the city, or its polls, to follow: what is followed already is not offered. */
const Add = ({
  topics,
  onAdd,
}: {
  readonly topics: readonly string[]
  readonly onAdd: (topic: string) => void
}) => {
  const t = useTexts()
  const language = useLanguage()
  const { data: city } = useCity()
  const [chosen, setChosen] = useState('')
  const named = (kind: Kind, names: NameKind) =>
    (city?.names?.[names] ?? []).map(({ id, ...name }) => ({
      value: `${kind}:${id}`,
      label: `${t(`kind-${kind}`)}: ${name[language]}`,
    }))
  const polls = askers.map((asker) => ({ value: `polls:${asker}`, label: t(`polls-${asker}`) }))
  const parts = Object.entries(kinds).flatMap(([kind, names]) => named(kind as Kind, names))
  const options = [...polls, ...parts].filter(({ value }) => !topics.includes(value))
  return (
    <form
      className={layout['stack']}
      onSubmit={(event) => {
        event.preventDefault()
        if (chosen !== '') onAdd(chosen)
        setChosen('')
      }}
    >
      <Select
        label={t('followMore')}
        help={t('followMoreHelp')}
        options={options}
        value={chosen}
        onChange={setChosen}
      />
      <div>
        <Button look="secondary" type="submit" reason={chosen === '' ? t('followChoose') : undefined}>
          {t('followIt')}
        </Button>
      </div>
    </form>
  )
}

const Topic = ({ topic, isPlain = false }: { readonly topic: string; readonly isPlain?: boolean }) => {
  const t = useTexts()
  const nameOf = useNameOf()
  const [kind = '', id = ''] = topic.split(':')
  const asker = askers.find((each) => topic === `polls:${each}`)
  if (asker) return <span>{t(`polls-${asker}`)}</span>
  if (kind in kinds) return <span>{nameOf(kinds[kind as Kind], id)}</span>
  const name = t(`topic-${kind === 'debate' || kind === 'poll' ? kind : 'proposal'}`, { number: id })
  return isPlain ? name : <Link to={`/${kind}s/${id}`}>{name}</Link>
}
