/** Which key is trusted and why, and where to give another. */
import { TextField } from '../../kit/field.tsx'
import { Notice } from '../../kit/notice.tsx'
import { Section } from '../../kit/page.tsx'
import { ErrorState } from '../../kit/states.tsx'
import { useFormat } from '../../texts/format.ts'
import styles from './check.module.css'
import type { useLogKey } from './log-key.ts'
import { useTexts } from './texts.ts'

export const KeyPart = ({
  logKey,
  given,
  setGiven,
  cityKey,
  error,
  refetch,
}: ReturnType<typeof useLogKey>) => {
  const t = useTexts()
  const format = useFormat()
  return (
    <Section title={t('key')}>
      {!logKey && error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {logKey?.isContradicted === true && (
        <Notice tone="danger" title={t('keyChanged')} isUrgent>
          <p>{t('keyChangedHelp')}</p>
          <code className={styles['code']}>{cityKey}</code>
        </Notice>
      )}
      <p>{t('keyHelp')}</p>
      {logKey && (
        <p>
          {t(`keyFrom-${logKey.from}`, { since: format.date(logKey.since ?? 0) })}
          <code className={styles['code']}>{logKey.vkey}</code>
        </p>
      )}
      <TextField
        label={t('keyField')}
        value={given}
        spellCheck={false}
        autoComplete="off"
        autoCapitalize="none"
        onChange={(event) => setGiven(event.target.value)}
      />
    </Section>
  )
}
