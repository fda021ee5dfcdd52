/** Other reported texts that shall be hidden together: a flood is one decision, not thirty. */
import { Checks } from '@maru/web/kit/checks.tsx'
import { Disclosure } from '@maru/web/kit/disclosure.tsx'
import { WrittenLine } from '@maru/web/parts/written.tsx'
import { type CaseRow, type JudgedRow, lineFieldOf, useCases } from '../data.ts'
import { useWords } from '../words.ts'
import styles from './desk.module.css'
import { useTexts } from './texts.ts'

/** Fifty at once, with the one that is open (M7). */
const othersMax = 49

export const Others = ({
  row,
  chosen,
  onChange,
}: {
  readonly row: JudgedRow
  readonly chosen: readonly CaseRow[]
  readonly onChange: (cases: readonly CaseRow[]) => void
}) => {
  const t = useTexts()
  const words = useWords()
  const { data } = useCases({ state: 'reported', order: 'oldest', limit: othersMax + 1 })
  const others = (data?.cases ?? []).filter((each) => each.case !== row.case).slice(0, othersMax)
  if (others.length === 0) return null
  // Those of the same account first: they are most often the same story.
  const sorted = others.toSorted(
    (a, b) => Number(b.author === row.author) - Number(a.author === row.author) || a.case - b.case,
  )
  return (
    <Disclosure title={t('others', { count: chosen.length })}>
      <Checks
        legend={t('othersLegend')}
        options={sorted.map((each) => ({
          value: each.case,
          label: t('earlierCase', { kind: words[each.service], number: each.case }),
          help: (
            <span className={styles['other']}>
              {each.author === row.author && `${t('sameAuthor')} · `}
              <WrittenLine content={each.content} field={lineFieldOf[each.service]} />
            </span>
          ),
        }))}
        values={chosen.map((each) => each.case)}
        onChange={(numbers) => onChange(others.filter((each) => numbers.includes(each.case)))}
      />
    </Disclosure>
  )
}
