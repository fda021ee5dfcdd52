/** For a lost device: all keys of the account stop, and a new one begins. */
import { addressToJoin, type Joiner } from '@maru/web/city/devices.ts'
import { usePseudonym } from '@maru/web/city/pseudonym.ts'
import { Choices } from '@maru/web/kit/choices.tsx'
import { CopyText } from '@maru/web/screens/devices/copy-text.tsx'
import { QrCode } from '@maru/web/screens/devices/qr-code.tsx'
import { Sign } from '@maru/web/screens/desk/sign.tsx'
import { Task } from '@maru/web/screens/desk/task.tsx'
import { useState } from 'react'
import { useWords } from '../words.ts'
import { Aftermath } from './aftermath.tsx'
import { isFittingKey, KeyField, keyInput } from './key-field.tsx'
import { useTexts } from './texts.ts'

/** The rule has the same list, beside code that no screen needs. */
const reasons = ['device-lost', 'device-broken', 'returned'] as const
/** Officers do not leave the city and come back. */
const reasonsOf = { registrar: reasons, mayor: reasons.slice(0, 2) }

export const ReplaceWork = ({
  account,
  role,
}: {
  readonly account: string
  /** R10: officers' keys are the mayor's to replace. */
  readonly role: 'registrar' | 'mayor'
}) => {
  const t = useTexts()
  const words = useWords()
  const pseudonym = usePseudonym()
  const [joiner, setJoiner] = useState<Joiner>()
  const [reason, setReason] = useState<(typeof reasons)[number]>()
  return (
    <Task title={t('step-replace')} rule={t('rule-replace')}>
      {role === 'registrar' && <Aftermath of="replace" />}
      <p>{t('replaceHow')}</p>
      <QrCode text={addressToJoin(account)} label={t('replacePicture')} />
      <CopyText title={t('replaceAddress')} text={addressToJoin(account)} />
      <KeyField joiner={joiner} onChange={setJoiner} account={account} />
      <Choices
        legend={t('reason')}
        options={reasonsOf[role].map((value) => ({ value, label: words[value] }))}
        value={reason}
        onChange={setReason}
      />
      <Sign
        button={t('send-replace')}
        roles={[role]}
        look="danger"
        reason={reasonNot()}
        wishes={() =>
          joiner && reason
            ? [
                {
                  service: 'residents',
                  action: 'replace-key',
                  input: { account, ...keyInput(joiner), reason },
                  about: `/tracker/accounts/${account}`,
                  title: `${t('send-replace')}: ${pseudonym(account)}`,
                },
              ]
            : []
        }
      />
    </Task>
  )

  function reasonNot(): string | undefined {
    if (!joiner) return t('keyMissing')
    if (!isFittingKey(joiner, account)) return t('otherKey')
    return reason ? undefined : t('reasonMissing')
  }
}
