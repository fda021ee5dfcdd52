/** What the city keeps of somebody: taking it along, having it destroyed, and leaving. */
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { rememberFollows } from '../../city/follows.ts'
import { askNotices } from '../../city/notices.ts'
import { isOfficer, type Person } from '../../city/persons.ts'
import { Button } from '../../kit/button.tsx'
import { Notice } from '../../kit/notice.tsx'
import { Section } from '../../kit/page.tsx'
import { ErrorState } from '../../kit/states.tsx'
import { ConfirmAct } from '../../parts/confirm-act.tsx'
import layout from '../../parts/layout.module.css'
import styles from './me.module.css'
import { useTexts } from './texts.ts'

export const Kept = ({ person, chain }: { readonly person: Person; readonly chain: string }) => {
  const t = useTexts()
  const queries = useQueryClient()
  const { account } = person
  const [done, setDone] = useState<'saved' | 'erased' | 'asked' | { readonly error: unknown }>()
  const run = (work: () => Promise<'saved' | 'erased'>) =>
    void work().then(setDone, (error: unknown) => setDone({ error }))
  const take = async () => {
    saveFile(`maru-${account}.json`, await askNotices<object>(person, { chain }, 'export-all', {}))
    return 'saved' as const
  }
  const erase = async () => {
    await askNotices(person, { chain }, 'erase-all', {})
    rememberFollows(account, [])
    await queries.invalidateQueries({ queryKey: ['notices', account] })
    return 'erased' as const
  }
  return (
    <div className={styles['sections']}>
      <p>{t('keptWhat')}</p>
      <Section title={t('notices')}>
        <p>{t('noticesWhat')}</p>
        <div className={layout['row']}>
          <Button look="secondary" onClick={() => run(take)}>
            {t('take')}
          </Button>
          <Button look="danger" onClick={() => setDone('asked')}>
            {t('eraseNotices')}
          </Button>
        </div>
        {typeof done === 'object' && <ErrorState error={done.error} />}
        {done === 'asked' && (
          <Notice tone="warning" isUrgent>
            <p>{t('eraseAsk')}</p>
            <div className={layout['row']}>
              <Button look="danger" onClick={() => run(erase)}>
                {t('eraseYes')}
              </Button>
              <Button look="tertiary" onClick={() => setDone(undefined)}>
                {t('cancel')}
              </Button>
            </div>
          </Notice>
        )}
        {(done === 'saved' || done === 'erased') && (
          <div role="status">
            <Notice tone="success">
              <p>{t(done)}</p>
            </Notice>
          </div>
        )}
      </Section>
      <Section title={t('texts')}>
        <p>{t('textsWhat')}</p>
      </Section>
      {!isOfficer(person) && (
        <Section title={t('leave')}>
          <p>{t('leaveWhat')}</p>
          <div>
            <ConfirmAct
              title={t('leaveTitle')}
              what={t('leaveWhat')}
              button={t('leave')}
              wish={{
                service: 'residents',
                action: 'leave-city',
                input: { account },
                about: '/me',
                title: t('leave'),
              }}
            />
          </div>
        </Section>
      )}
    </div>
  )
}

const saveFile = (name: string, content: object): void => {
  const url = URL.createObjectURL(new Blob([JSON.stringify(content, null, 2)], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
