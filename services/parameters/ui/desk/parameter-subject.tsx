import { Skeleton } from '@maru/web/kit/skeleton.tsx'
import { EmptyState } from '@maru/web/kit/states.tsx'
import layout from '@maru/web/parts/layout.module.css'
import { useServiceWords } from '@maru/web/screens/acts/service-words.ts'
import type { ItemProps } from '@maru/web/screens/desk/queue.ts'
import { useSentence } from '../data.ts'
import { History } from '../history.tsx'
import { useTexts } from './texts.ts'
import { useParameter } from './use-parameter.ts'

export const ParameterSubject = ({ id }: ItemProps) => {
  const t = useTexts()
  const words = useServiceWords()
  const sentence = useSentence()
  const row = useParameter(id)
  if (row === undefined) return <Skeleton lines={8} height="30rem" />
  if (row === null) return <EmptyState title={t('unknown')} />
  return (
    <div className={layout['stack']}>
      <p className={layout['soft']}>{words.service(row.service)}</p>
      <h2>{words.parameter(row.service, row.name)}</h2>
      <p>{sentence(row)}</p>
      <h3>{t('history')}</h3>
      <History row={row} />
    </div>
  )
}
