/** On the phone that has shown the card: the number for the browser in which the sign-in was begun. */
import { Notice } from '@maru/web/kit/notice.tsx'
import { Page } from '@maru/web/kit/page.tsx'
import styles from '@maru/web/screens/devices/devices.module.css'
import { useTexts } from './texts.ts'

export const CardCode = ({ code }: { readonly code: string }) => {
  const t = useTexts()
  return (
    <Page title={t('codeTitle')} lead={<p>{t('codeLead')}</p>}>
      <p className={styles['digits']}>{`${code.slice(0, 4)} ${code.slice(4)}`}</p>
      <Notice tone="warning" title={t('codeWarning')}>
        <p>{t('codeWarningHelp')}</p>
      </Notice>
    </Page>
  )
}
