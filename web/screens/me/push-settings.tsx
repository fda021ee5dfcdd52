/** Being told on this device, also while the city is not open. The browser asks for permission after a press only. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { currentPush, readPush, startPush, stopPush } from '../../city/push.ts'
import { Button } from '../../kit/button.tsx'
import { Choices } from '../../kit/choices.tsx'
import { Skeleton } from '../../kit/skeleton.tsx'
import { ErrorState } from '../../kit/states.tsx'
import layout from '../../parts/layout.module.css'
import { useLanguage } from '../../texts/settings.ts'
import { useRhythms } from './rhythms.ts'
import { useTexts } from './texts.ts'
import { type Kept, type Mine, type Rhythm, useNoticeAct } from './use-notices.ts'

export const PushSettings = ({
  mine,
  kept,
  publicKey,
}: {
  readonly mine: Mine
  readonly kept: Kept
  /** The city's, with which a browser subscribes. */
  readonly publicKey: string
}) => {
  const t = useTexts()
  const language = useLanguage()
  const queries = useQueryClient()
  const options = useRhythms()
  const [chosen, setChosen] = useState<Rhythm>('each')
  const [error, setError] = useState<unknown>()
  const { mutateAsync, isPending } = useNoticeAct(mine)
  const { data: here } = useQuery({ queryKey: ['push-here'], queryFn: readPush, staleTime: 0 })
  if (!here) return <Skeleton lines={3} height="20rem" />
  if (here.state === 'unsupported' || here.state === 'refused') return <p>{t(`push-${here.state}`)}</p>

  const push = kept.pushes.find(({ endpoint }) => endpoint === here.endpoint)
  const others = kept.pushes.length - (push ? 1 : 0)
  const run = (work: () => Promise<unknown>) => {
    if (isPending) return
    setError(undefined)
    work()
      .catch(setError)
      .finally(() => void queries.invalidateQueries({ queryKey: ['push-here'] }))
  }
  const set = (rhythm: Rhythm) => {
    setChosen(rhythm)
    run(async () => {
      const place = push ? await currentPush() : await startPush(publicKey)
      if (place) await mutateAsync({ action: 'set-push', input: { ...place, rhythm, language } })
    })
  }
  const end = () =>
    run(async () => {
      const place = await stopPush()
      if (place) await mutateAsync({ action: 'set-push', input: { ...place, rhythm: 'off', language } })
    })
  return (
    <div className={layout['stack']}>
      <p>{t('pushWhy')}</p>
      {push && <p role="status">{t('pushOn')}</p>}
      <Choices
        legend={t('rhythm')}
        options={options}
        value={isPending ? chosen : (push?.rhythm ?? chosen)}
        onChange={push ? set : setChosen}
      />
      <div>
        {push ? (
          <Button look="tertiary" onClick={end}>
            {t('pushEnd')}
          </Button>
        ) : (
          <Button look="secondary" aria-busy={isPending} onClick={() => set(chosen)}>
            {t('pushStart')}
          </Button>
        )}
      </div>
      {others > 0 && <p className={layout['soft']}>{t('pushOthers', { count: others })}</p>}
      {error !== undefined && <ErrorState error={error} />}
    </div>
  )
}
