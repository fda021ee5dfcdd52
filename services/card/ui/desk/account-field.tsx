/** Whose it is: the number of an account, read from a picture or pasted. */
import { readAccount } from '@maru/web/city/devices.ts'
import { usePseudonym } from '@maru/web/city/pseudonym.ts'
import { Button } from '@maru/web/kit/button.tsx'
import { Notice } from '@maru/web/kit/notice.tsx'
import { ReadOrPaste } from '@maru/web/screens/devices/read-or-paste.tsx'
import { useTexts } from './texts.ts'

export const AccountField = ({
  account,
  onChange,
}: {
  readonly account: string | undefined
  readonly onChange: (account: string | undefined) => void
}) => {
  const t = useTexts()
  const pseudonym = usePseudonym()
  if (account === undefined) {
    return (
      <ReadOrPaste
        label={t('account')}
        help={t('accountHelp')}
        wrong={t('accountHelp')}
        read={accountIn}
        onFound={onChange}
      />
    )
  }
  return (
    <Notice tone="information" title={pseudonym(account)}>
      <p>{account}</p>
      <div>
        <Button look="tertiary" size="small" onClick={() => onChange(undefined)}>
          {t('another')}
        </Button>
      </div>
    </Notice>
  )
}

/** In an address of the record or of a device, or alone. */
export const accountIn = (text: string): string | undefined =>
  readAccount(text) ?? /(?:^|[:/])([0-9a-f]{40})(?![0-9a-f])/.exec(text.trim())?.[1]
