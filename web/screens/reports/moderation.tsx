/** What was reported and hidden, by rule and by month. */
import { words as wordsEn } from '@maru/services/moderation/locales/en.json'
import { words as wordsKo } from '@maru/services/moderation/locales/ko.json'
import type { Rule } from '@maru/services/moderation/rules.ts'
import type { CaseState } from '@maru/services/moderation/state.ts'
import { ButtonLink } from '../../kit/button.tsx'
import { useFormat } from '../../texts/format.ts'
import { useLanguage } from '../../texts/settings.ts'
import { Bars } from './bars.tsx'
import type { Statistics } from './data.ts'
import { Figure } from './figure.tsx'
import { useTexts } from './texts.ts'

const shown: readonly CaseState[] = ['reported', 'hidden', 'dismissed', 'appealed', 'restored', 'upheld']

export const Moderation = ({
  moderation: { byMonth, byRule },
}: {
  readonly moderation: Statistics['moderation']
}) => {
  const t = useTexts()
  const format = useFormat()
  const words = useLanguage() === 'ko' ? wordsKo : wordsEn
  const hidden = byRule.reduce((sum, row) => sum + row.hidden, 0)
  return (
    <Figure
      title={t('moderation')}
      lead={t('moderationLead', { hidden: format.number(hidden) })}
      rows={byMonth}
      keyOf={({ month }) => month}
      columns={[
        { id: 'month', title: t('month'), cell: ({ month }) => month },
        ...shown.map((state) => ({
          id: state,
          title: words[state],
          cell: (row: (typeof byMonth)[number]) => format.number(row[state]),
          isNumber: true,
        })),
      ]}
    >
      <Bars
        bars={byRule.map(({ rule, reported, hidden }) => ({
          id: rule,
          name: words[rule as Rule],
          parts: [{ id: 'plain', value: reported + hidden }],
          said: t('reportedHidden', { reported: format.number(reported), hidden: format.number(hidden) }),
        }))}
      />
      <div>
        <ButtonLink to="/moderation" look="tertiary" size="small">
          {t('toLog')}
        </ButtonLink>
      </div>
    </Figure>
  )
}
