import layout from '@maru/web/parts/layout.module.css'
import { Parts } from '@maru/web/parts/parts.tsx'
import { useSubject } from '@maru/web/parts/subject.ts'
import type { ItemProps } from '@maru/web/screens/desk/queue.ts'
import { Closing } from '../closing.tsx'
import type { QuestionItem } from './data.ts'
import { useTexts } from './texts.ts'

export const QuestionRow = ({ item }: { readonly item: QuestionItem }) => {
  const t = useTexts()
  const title = useSubject(item)
  return (
    <>
      <span className={layout['strong']}>{title === undefined ? '…' : (title ?? t('noQuestionTitle'))}</span>
      <span className={layout['row']}>
        <Closing row={item} />
        <span className={layout['soft']}>{t('participants', { count: item.participants })}</span>
      </span>
    </>
  )
}

export const QuestionSubject = ({ id }: ItemProps) => {
  const t = useTexts()
  if (id !== 'new') return <Parts on="debate-itself" number={Number(id)} />
  return (
    <div className={layout['stack']}>
      <h2>{t('ask')}</h2>
      <p>{t('askWhat')}</p>
    </div>
  )
}
