/** One item: as residents see it, and beside it what is to be done. After an act its receipt, and the next item. */
import { type Ref, useEffect, useRef } from 'react'
import { ActSteps } from '../../kit/act-steps.tsx'
import { Button, ButtonLink } from '../../kit/button.tsx'
import { usePerson } from '../../city/persons.ts'
import layout from '../../parts/layout.module.css'
import { useLanguage } from '../../texts/settings.ts'
import { useAsked } from './asked.ts'
import styles from './desk.module.css'
import type { Queue } from './queue.ts'
import { useTexts } from './texts.ts'
import { type Acts, ActsProvider, useActs } from './use-acts.ts'

export const ItemView = ({
  ref,
  queue,
  id,
}: {
  /** Takes the focus when an item is opened. */
  readonly ref: Ref<HTMLDivElement>
  readonly queue: Queue
  readonly id: string
}) => {
  const t = useTexts()
  const person = usePerson()
  const next = useNext(queue, id)
  const work = useRef<HTMLElement>(null)
  const { Subject } = queue
  const language = useLanguage()
  const label = queue.subjectLabel?.[language] ?? t('asResidentsSee')
  return (
    <>
      <div ref={ref} tabIndex={-1} className={styles['subject']} role="group" aria-label={label}>
        <div className={styles['asSeen']}>
          <p>{label}</p>
          <Button look="text" size="small" onClick={() => work.current?.focus()}>
            {t('toWork')}
          </Button>
        </div>
        <Subject key={id} id={id} />
      </div>
      <ItemWork ref={work} key={`${id} ${person?.account}`} queue={queue} id={id} next={next} />
    </>
  )
}

const ItemWork = ({
  ref,
  queue,
  id,
  next,
}: {
  readonly ref: Ref<HTMLElement>
  readonly queue: Queue
  readonly id: string
  readonly next: string | undefined
}) => {
  const t = useTexts()
  const acts = useActs()
  const { Work } = queue
  return (
    <aside ref={ref} tabIndex={-1} className={styles['work']} aria-label={t('work')}>
      {acts.isOver ? (
        <Done acts={acts} queue={queue} next={next} />
      ) : (
        <ActsProvider value={acts}>
          <Work id={id} />
        </ActsProvider>
      )}
    </aside>
  )
}

const Done = ({
  acts: { state, all, reset, retry },
  queue,
  next,
}: {
  readonly acts: Acts
  readonly queue: Queue
  readonly next: string | undefined
}) => {
  const t = useTexts()
  const { search } = useAsked(queue)
  const isRecorded = state.step === 'recorded' || state.step === 'provable'
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <section className={layout['stack']}>
      <h2 ref={heading} tabIndex={-1} className={styles['taskTitle']}>
        {t(isRecorded ? 'done' : 'kept')}
      </h2>
      <ActSteps state={state} onDone={reset} onRetry={retry} />
      {all > 1 && isRecorded && <p className={layout['soft']}>{t('receipts', { all })}</p>}
      <ButtonLink
        to={next === undefined ? `/desk/${queue.id}` : `/desk/${queue.id}/${next}`}
        search={search}
        look="primary"
        wide
      >
        {t(next === undefined ? 'toList' : 'next')}
      </ButtonLink>
      {isRecorded && (
        <Button look="text" onClick={reset}>
          {t('stay')}
        </Button>
      )}
    </section>
  )
}

/** The item after this one. What was done has left the list, so the list of before says what came after it. */
const useNext = (queue: Queue, id: string): string | undefined => {
  const { asked, cursor } = useAsked(queue)
  const { data } = queue.useItems({ ...asked, cursor })
  const ids = data?.items.map((item) => item.id) ?? []
  const before = useRef<readonly string[]>([])
  if (ids.includes(id)) before.current = ids
  const after = before.current.slice(before.current.indexOf(id) + 1)
  return after.find((each) => ids.includes(each)) ?? ids.find((each) => each !== id)
}
