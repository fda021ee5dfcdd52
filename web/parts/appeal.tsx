/** For the author of a text that was hidden: under which rule, and the appeal against it. */
import { words as wordsEn } from '@maru/services/moderation/locales/en.json'
import { words as wordsKo } from '@maru/services/moderation/locales/ko.json'
import type { Case } from '@maru/services/moderation/state.ts'
import { useCityQuery } from '../city/api.ts'
import type { Json } from '../city/json.ts'
import { Notice } from '../kit/notice.tsx'
import { useLanguage } from '../texts/settings.ts'
import type { Reported } from './report.tsx'
import { TextForm } from './text-form.tsx'
import { useTexts } from './texts.ts'

type CaseRow = Json<Case> & { readonly case: number }

export const Appeal = ({ service, number, about }: Reported) => {
  const t = useTexts()
  const words = useLanguage() === 'ko' ? wordsKo : wordsEn
  const { data } = useCityQuery<CaseRow>('moderation', 'case-of', { service, number })
  if (data?.state === 'appealed' || data?.state === 'upheld') {
    return (
      <Notice tone="neutral">
        <p>{t(data.state)}</p>
      </Notice>
    )
  }
  if (data?.state !== 'hidden' || data.rule === undefined) return null
  return (
    <>
      <Notice tone="warning" title={t('appealTitle')}>
        <p>{t('appealWhy', { rule: words[data.rule] })}</p>
      </Notice>
      <TextForm
        label={t('appeal')}
        help={t('appealHelp')}
        button={t('appealSend')}
        lengthMax={2_000}
        wishOf={(appeal) => ({
          service: 'moderation',
          action: 'appeal',
          input: { case: data.case },
          text: { appeal },
          about,
          title: t('appealSend'),
        })}
      />
    </>
  )
}
