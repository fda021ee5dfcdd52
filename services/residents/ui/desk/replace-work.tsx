/** For a lost device: all keys of the account stop, and a new one begins. */
import { addressToJoin, type Joiner } from '@maru/web/city/devices.ts'
import { usePseudonym } from '@maru/web/city/pseudonym.ts'
import { CopyText } from '@maru/web/screens/devices/copy-text.tsx'
import { QrCode } from '@maru/web/screens/devices/qr-code.tsx'
import { Sign } from '@maru/web/screens/desk/sign.tsx'
import { Task } from '@maru/web/screens/desk/task.tsx'
import { useState } from 'react'
import { isFittingKey, KeyField, keyInput } from './key-field.tsx'
import { useTexts } from './texts.ts'

export const ReplaceWork = ({
  account,
  role,
}: {
  readonly account: string
  /** R10: officers' keys are the mayor's to replace. */
  readonly role: 'registrar' | 'mayor'
}) => {
  const t = useTexts()
  const pseudonym = usePseudonym()
  const [joiner, setJoiner] = useState<Joiner>()
  return (
    <Task title={t('step-replace')} rule={t('rule-replace')}>
      <p>{t('replaceHow')}</p>
      <QrCode text={addressToJoin(account)} label={t('replacePicture')} />
      <CopyText title={t('replaceAddress')} text={addressToJoin(account)} />
      <KeyField joiner={joiner} onChange={setJoiner} account={account} />
      <Sign
        button={t('send-replace')}
        roles={[role]}
        look="danger"
        reason={joiner ? (isFittingKey(joiner, account) ? undefined : t('otherKey')) : t('keyMissing')}
        wishes={() =>
          joiner
            ? [
                {
                  service: 'residents',
                  action: 'replace-key',
                  input: { account, ...keyInput(joiner) },
                  about: `/tracker/accounts/${account}`,
                  title: `${t('send-replace')}: ${pseudonym(account)}`,
                },
              ]
            : []
        }
      />
    </Task>
  )
}
