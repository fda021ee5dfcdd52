import layout from '@maru/web/parts/layout.module.css'
import { WrittenLine } from '@maru/web/parts/written.tsx'
import type { ItemProps } from '@maru/web/screens/desk/queue.ts'
import { Closing } from '../closing.tsx'
import { Itself } from '../itself.tsx'
import type { DeskPoll } from './queues.ts'
import { useTexts } from './texts.ts'

export const PollItem = ({ item }: { readonly item: DeskPoll }) => {
  const t = useTexts()
  return (
    <>
      <span className={layout['strong']}>
        <WrittenLine content={item.content} />
      </span>
      <span className={layout['row']}>
        <Closing row={item} />
        <span className={layout['soft']}>{t('voters', { count: item.voters })}</span>
      </span>
    </>
  )
}

export const PollSubject = ({ id }: ItemProps) => {
  const t = useTexts()
  if (id === 'new') {
    return (
      <div className={layout['stack']}>
        <h2>{t('ask')}</h2>
        <p>{t('askWhat')}</p>
      </div>
    )
  }
  return <Itself number={Number(id)} />
}
