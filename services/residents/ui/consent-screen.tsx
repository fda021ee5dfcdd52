import { useCity } from '@maru/web/city/city.ts'
import { digitsOf, type Joiner, readJoiner } from '@maru/web/city/devices.ts'
import { usePerson, type Person } from '@maru/web/city/persons.ts'
import { Button } from '@maru/web/kit/button.tsx'
import { Notice } from '@maru/web/kit/notice.tsx'
import { Page, Section } from '@maru/web/kit/page.tsx'
import { ErrorState } from '@maru/web/kit/states.tsx'
import layout from '@maru/web/parts/layout.module.css'
import { Nobody } from '@maru/web/parts/nobody.tsx'
import { signConsent, writeConsent } from '@maru/web/screens/devices/consent.ts'
import { CopyText } from '@maru/web/screens/devices/copy-text.tsx'
import styles from '@maru/web/screens/devices/devices.module.css'
import { QrCode } from '@maru/web/screens/devices/qr-code.tsx'
import { ReadOrPaste } from '@maru/web/screens/devices/read-or-paste.tsx'
import { useState } from 'react'
import { useTexts } from './texts.ts'

/** On the guardian's device: agrees that a child under 14 is enrolled, for the desk to read. */
export const Screen = () => {
  const t = useTexts()
  const person = usePerson()
  const [child, setChild] = useState<Joiner>()
  return (
    <Page title={t('consentTitle')} crumbs={[{ label: t('me'), to: '/me' }]} lead={<p>{t('consentLead')}</p>}>
      {!person ? (
        <Nobody />
      ) : child ? (
        <Agree child={child} person={person} onOther={() => setChild(undefined)} />
      ) : (
        <Section title={t('readChild')}>
          <p>{t('readChildWhat')}</p>
          <ReadOrPaste
            label={t('childKey')}
            help={t('childKeyHelp')}
            wrong={t('childKeyWrong')}
            read={readFounding}
            onFound={setChild}
          />
        </Section>
      )}
    </Page>
  )
}

/** Only a device that is about to be enrolled. */
const readFounding = (text: string): Joiner | undefined => {
  const joiner = readJoiner(text)
  return joiner?.account === joiner?.keyId ? joiner : undefined
}

const Agree = ({
  child,
  person,
  onOther,
}: {
  readonly child: Joiner
  readonly person: Person
  readonly onOther: () => void
}) => {
  const t = useTexts()
  const { data: city } = useCity()
  const [text, setText] = useState<string>()
  const [error, setError] = useState<unknown>()
  const sign = () =>
    city &&
    void signConsent(person, city.chain, child.account).then(
      (consent) => setText(writeConsent(consent)),
      (cause: unknown) => setError(cause),
    )
  if (text !== undefined) {
    return (
      <Section title={t('showConsent')}>
        <p role="status">{t('showConsentWhat')}</p>
        <QrCode text={text} label={t('consentPicture')} />
        <CopyText title={t('asText')} text={text} />
      </Section>
    )
  }
  return (
    <Section title={t('compare')}>
      <p>{t('compareChild')}</p>
      <p className={styles['digits']}>{digitsOf(child)}</p>
      <Notice title={t('consentMeans')}>
        <p>{t('consentMeansHelp')}</p>
      </Notice>
      {error !== undefined && <ErrorState error={error} onRetry={sign} />}
      <div className={layout['row']}>
        <Button look="primary" onClick={sign}>
          {t('agree')}
        </Button>
        <Button look="tertiary" onClick={onOther}>
          {t('digitsDiffer')}
        </Button>
      </div>
    </Section>
  )
}
