/** A text of somebody, by its commitment: its words, or why they are not shown. */
import { useText } from '../city/text-of.ts'
import { Hidden } from './hidden.tsx'
import { Notice } from '../kit/notice.tsx'
import { Skeleton } from '../kit/skeleton.tsx'
import { langOf } from '../texts/lang-of.ts'
import { ErrorState } from '../kit/states.tsx'
import layout from './layout.module.css'
import { useTexts } from './texts.ts'

/** What its row knows about a text that is held back. */
export interface Hold {
  readonly case: number
  readonly state: 'waiting' | 'hidden'
}

type Words = { readonly [field: string]: string }

export const Written = ({
  content,
  field = 'body',
  isErased = false,
  hold,
  lines = 2,
}: {
  readonly content: string
  /** The field of the text that has the words. */
  readonly field?: string
  readonly isErased?: boolean
  readonly hold?: Hold | undefined
  /** How many lines it is likely to have, for what stands there until it comes. */
  readonly lines?: number
}) => {
  const t = useTexts()
  if (isErased) return <p className={layout['soft']}>{t('erased')}</p>
  if (hold?.state === 'hidden') return <Hidden case={hold.case} />
  if (hold) return <p className={layout['soft']}>{t(hold.state)}</p>
  return <Words content={content} field={field} lines={lines} />
}

const Words = ({
  content,
  field,
  lines,
}: {
  readonly content: string
  readonly field: string
  readonly lines: number
}) => {
  const t = useTexts()
  const { data, error, refetch } = useText<Words>(content)
  if (data) {
    return (
      <p className={layout['body']} lang={langOf(data[field] ?? '')}>
        {data[field]}
      </p>
    )
  }
  if (data === null) {
    return (
      <Notice tone="neutral">
        <p>{t('hidden')}</p>
      </Notice>
    )
  }
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  return <Skeleton lines={lines} />
}

/** One line of a text, where a heading or a list stands around it. */
export const WrittenLine = ({
  content,
  field = 'title',
}: {
  readonly content: string
  readonly field?: string
}) => {
  const t = useTexts()
  const { data } = useText<Words>(content)
  const line = data?.[field]
  if (line !== undefined) return <span lang={langOf(line)}>{line}</span>
  // Its room is there before its words are.
  return <>{data === undefined ? '…' : t('noTitle')}</>
}
