/** Being told of what happens to something from now on. Who follows what stands on no record. */
import { useState } from 'react'
import { useCity } from '../city/city.ts'
import { rememberFollow, useFollows } from '../city/follows.ts'
import { usePerson } from '../city/persons.ts'
import { Button } from '../kit/button.tsx'
import { Icon } from '../kit/icon.tsx'
import { ErrorState } from '../kit/states.tsx'
import { openWhoDialog } from '../shell/who.ts'
import { useTexts } from './texts.ts'

export const FollowButton = ({
  kind,
  number,
}: {
  readonly kind: 'proposal' | 'debate'
  readonly number: number
}) => {
  const t = useTexts()
  const person = usePerson()
  const { data: city } = useCity()
  const topic = `${kind}:${number}`
  const isFollowed = useFollows(person?.account).includes(topic)
  const [state, setState] = useState<'ready' | 'asking' | { readonly error: unknown }>('ready')
  const change = async () => {
    if (!person || !city) return openWhoDialog()
    if (state === 'asking') return
    setState('asking')
    try {
      const { askNotices } = await import('../city/notices.ts')
      const action = isFollowed ? 'unfollow' : 'follow'
      await askNotices(person, city, action, { kind, id: String(number) })
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
        {t(isFollowed ? 'following' : 'follow')}
      </Button>
      {typeof state === 'object' && <ErrorState error={state.error} onRetry={() => void change()} />}
    </>
  )
}
