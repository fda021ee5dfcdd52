/** Which validators are trusted and why, and where to give others. */
import { TextArea } from '../../kit/field.tsx'
import { Notice } from '../../kit/notice.tsx'
import { Section } from '../../kit/page.tsx'
import { useFormat } from '../../texts/format.ts'
import type { useFounders } from './founders.ts'
import { useTexts } from './texts.ts'

export const FoundersPart = ({ founders, given, setGiven }: ReturnType<typeof useFounders>) => {
  const t = useTexts()
  const format = useFormat()
  if (!founders) return null
  return (
    <Section title={t('founders')}>
      {founders.isContradicted && (
        <Notice tone="danger" title={t('foundersChanged')} isUrgent>
          <p>{t('foundersChangedHelp')}</p>
        </Notice>
      )}
      <p>{t('foundersHelp')}</p>
      <p>{t(`foundersFrom-${founders.from}`, { since: format.date(founders.since ?? 0) })}</p>
      <TextArea
        label={t('foundersField')}
        help={t('foundersFieldHelp')}
        rows={3}
        value={given}
        spellCheck={false}
        autoCapitalize="none"
        onChange={(event) => setGiven(event.target.value)}
      />
    </Section>
  )
}
