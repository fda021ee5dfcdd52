import { useNavigate } from '@tanstack/react-router'
import { usePseudonym } from '@maru/web/city/pseudonym.ts'
import layout from '@maru/web/parts/layout.module.css'
import type { ItemProps } from '@maru/web/screens/desk/queue.ts'
import { ReadOrPaste } from '@maru/web/screens/devices/read-or-paste.tsx'
import { accountIn } from './account-field.tsx'
import { useTexts } from './texts.ts'

/** Whose card it is about; before that, the way to their account. */
export const CardSubject = ({ id }: ItemProps) => {
  const t = useTexts()
  const pseudonym = usePseudonym()
  const navigate = useNavigate()
  if (id !== 'find')
    return (
      <div className={layout['stack']}>
        <h2>{pseudonym(id)}</h2>
        <p className={layout['soft']}>{id}</p>
      </div>
    )
  return (
    <div className={layout['stack']}>
      <h2>{t('row')}</h2>
      <ReadOrPaste
        label={t('account')}
        help={t('accountHelp')}
        wrong={t('accountHelp')}
        read={accountIn}
        onFound={(account) => void navigate({ to: `/desk/cards/${account}` })}
      />
    </div>
  )
}
