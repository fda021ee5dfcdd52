import { useState } from 'react'
import { nameDevice } from '../../city/device-names.ts'
import { addressToJoin, digitsOf, type Joiner, readJoiner } from '../../city/devices.ts'
import { type Person, usePerson } from '../../city/persons.ts'
import { useAct } from '../../city/use-act.ts'
import { ActSteps } from '../../kit/act-steps.tsx'
import { Button, ButtonLink } from '../../kit/button.tsx'
import { TextField } from '../../kit/field.tsx'
import { takeFocus } from '../../kit/focus.ts'
import { Notice } from '../../kit/notice.tsx'
import { Page, Section } from '../../kit/page.tsx'
import layout from '../../parts/layout.module.css'
import { Nobody } from '../../parts/nobody.tsx'
import { CopyText } from './copy-text.tsx'
import styles from './devices.module.css'
import { QrCode } from './qr-code.tsx'
import { ReadOrPaste } from './read-or-paste.tsx'
import { useTexts } from './texts.ts'

/** On the device that one has: lets a new one sign for the same account. */
export const Screen = () => {
  const t = useTexts()
  const person = usePerson()
  const [joiner, setJoiner] = useState<Joiner>()
  return (
    <Page title={t('addTitle')} crumbs={[{ label: t('me'), to: '/me' }]} lead={<p>{t('addLead')}</p>}>
      {!person ? (
        <Nobody />
      ) : joiner ? (
        <Confirm key={joiner.keyId} joiner={joiner} person={person} onOther={() => setJoiner(undefined)} />
      ) : (
        <Find person={person} onFound={setJoiner} />
      )}
    </Page>
  )
}

const Find = ({
  person,
  onFound,
}: {
  readonly person: Person
  readonly onFound: (joiner: Joiner) => void
}) => {
  const t = useTexts()
  const address = addressToJoin(person.account)
  return (
    <>
      <Section title={t('step1')}>
        <p>{t('step1What')}</p>
        <QrCode text={address} label={t('step1Picture')} />
        <CopyText title={t('addressAsText')} text={address} />
      </Section>
      <Section title={t('step2')}>
        <p>{t('step2What')}</p>
        <ReadOrPaste
          label={t('joinerText')}
          help={t('joinerTextHelp')}
          wrong={t('joinerWrong')}
          read={readJoiner}
          onFound={onFound}
        />
      </Section>
    </>
  )
}

const Confirm = ({
  joiner,
  person,
  onOther,
}: {
  readonly joiner: Joiner
  readonly person: Person
  readonly onOther: () => void
}) => {
  const t = useTexts()
  const [name, setName] = useState('')
  const { state, start, reset } = useAct()
  const { account, algorithm, publicKey, proof, keyId } = joiner
  const isDone = state.step === 'recorded' || state.step === 'provable'
  const send = () => {
    nameDevice(keyId, name)
    void start({
      service: 'residents',
      action: 'add-key',
      input: { account, algorithm, publicKey, proof },
      about: '/me?tab=devices',
      title: t('addTitle'),
    })
  }
  const again = (
    <Button look="tertiary" onClick={onOther}>
      {t('differ')}
    </Button>
  )
  if (account !== person.account) {
    return (
      <Notice tone="warning" title={t('otherAccount')} isUrgent>
        <p>{t('otherAccountHelp')}</p>
        <div>{again}</div>
      </Notice>
    )
  }
  return (
    <Section title={t('step3')}>
      {state.step === 'idle' && (
        <>
          <p>{t('step3What')}</p>
          <p className={styles['digits']} ref={takeFocus} tabIndex={-1}>
            {digitsOf(joiner)}
          </p>
          <TextField
            label={t('nameIt')}
            help={t('nameItHelp')}
            value={name}
            onChange={({ target }) => setName(target.value)}
          />
          <div className={layout['row']}>
            <Button look="primary" onClick={send}>
              {t('same')}
            </Button>
            {again}
          </div>
        </>
      )}
      <ActSteps state={state} onDone={reset} onRetry={send} />
      {isDone && (
        <>
          <p role="status">{t('added')}</p>
          <div>
            <ButtonLink to="/me" search={{ tab: 'devices' }} look="primary">
              {t('toDevices')}
            </ButtonLink>
          </div>
        </>
      )}
    </Section>
  )
}
