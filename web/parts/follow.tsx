/** Being told of what happens to something from now on. Who follows what stands on no record. */
import { useState } from 'react'
import { useCity } from '../city/city.ts'
import { rememberFollow, type Topic, useFollows } from '../city/follows.ts'
import { usePerson } from '../city/persons.ts'
import { Button } from '../kit/button.tsx'
import { Icon } from '../kit/icon.tsx'
import { ErrorState } from '../kit/states.tsx'
import { openWhoDialog } from '../shell/who.ts'
import { useTexts } from './texts.ts'

type Kind = Topic extends `${infer K}:${string}` ? K : never

export const FollowButton = ({
  kind,
  id,
  name,
}: {
  readonly kind: Kind
  /** Its number, or the name the city has for it. */
  readonly id: string | number
  /** What people call it, where the page is not of it alone. */
  readonly name?: string
}) => {
  const t = useTexts()
  const person = usePerson()
  const { data: city } = useCity()
  const topic: Topic = `${kind}:${id}`
  const isFollowed = useFollows(person?.account).includes(topic)
  const [state, setState] = useState<'ready' | 'asking' | { readonly error: unknown }>('ready')
  const change = async () => {
    if (!person || !city) return openWhoDialog()
    if (state === 'asking') return
    setState('asking')
    try {
      const { askNotices } = await import('../city/notices.ts')
      const action = isFollowed ? 'unfollow' : 'follow'
      await askNotices(person, city, action, { kind, id: String(id) })
      rememberFollow(person.account, topic, !isFollowed)
      setState('ready')
    } catch (error) {
      setState({ error })
    }
  }
  return (
    <>
      <Button
        look="tertiary"
        size="small"
        aria-pressed={isFollowed}
        aria-busy={state === 'asking'}
        onClick={() => void change()}
      >
        {isFollowed && <Icon name="check" />}
        {name === undefined
          ? t(isFollowed ? 'following' : 'follow')
          : t(isFollowed ? 'followingNamed' : 'followNamed', { name })}
      </Button>
      {typeof state === 'object' && <ErrorState error={state.error} onRetry={() => void change()} />}
    </>
  )
}
