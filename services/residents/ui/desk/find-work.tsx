/** To an account by name and birth date, or by its number, which stands on receipts, in the address of one's page of the record, and in pictures. */
import { readAccount } from '@maru/web/city/devices.ts'
import { Task } from '@maru/web/screens/desk/task.tsx'
import { ReadOrPaste } from '@maru/web/screens/devices/read-or-paste.tsx'
import { useNavigate } from '@tanstack/react-router'
import { FindByName } from './find-by-name.tsx'
import { useTexts } from './texts.ts'

export const FindWork = () => {
  const t = useTexts()
  const navigate = useNavigate()
  return (
    <Task title={t('service-find')} rule={t('rule-find')}>
      <ReadOrPaste
        label={t('accountNumber')}
        help={t('accountNumberHelp')}
        wrong={t('accountWrong')}
        read={(text) => readAccount(text) ?? accountIn(text)}
        onFound={(account) => void navigate({ to: `/desk/residents/${account}` })}
      />
      <FindByName />
    </Task>
  )
}

/** In the text of a device's key, or in an address of the record. */
export const accountIn = (text: string): string | undefined =>
  /(?:maru-device:|\/accounts\/)([0-9a-f]{40})(?![0-9a-f])/.exec(text.trim())?.[1]
