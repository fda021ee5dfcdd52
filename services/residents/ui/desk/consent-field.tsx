/** The consent of a guardian, read from their device. The city judges the signature. */
import { usePseudonym } from '@maru/web/city/pseudonym.ts'
import { Button } from '@maru/web/kit/button.tsx'
import { Notice } from '@maru/web/kit/notice.tsx'
import layout from '@maru/web/parts/layout.module.css'
import { type Consent, readConsent } from '@maru/web/screens/devices/consent.ts'
import { ReadOrPaste } from '@maru/web/screens/devices/read-or-paste.tsx'
import { useTexts } from './texts.ts'

export const ConsentField = ({
  consent,
  child,
  onChange,
}: {
  readonly consent: Consent | undefined
  /** The account that the child's device founds. */
  readonly child: string | undefined
  readonly onChange: (consent: Consent | undefined) => void
}) => {
  const t = useTexts()
  const pseudonym = usePseudonym()
  if (!consent) {
    return (
      <ReadOrPaste
        label={t('consent')}
        help={t('consentHelp')}
        wrong={t('consentWrong')}
        read={readConsent}
        onFound={onChange}
      />
    )
  }
  const isFitting = consent.child === child
  return (
    <div className={layout['stack']}>
      <Notice
        tone={isFitting ? 'information' : 'warning'}
        title={t(isFitting ? 'consentRead' : 'consentOther')}
        isUrgent={!isFitting}
      >
        <p>{t('consentBy', { name: pseudonym(consent.account) })}</p>
      </Notice>
      <div>
        <Button look="tertiary" size="small" onClick={() => onChange(undefined)}>
          {t('readAgain')}
        </Button>
      </div>
    </div>
  )
}
