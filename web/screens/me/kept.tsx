/** What the city keeps of somebody: taking it along, having it destroyed, and leaving. */
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { rememberFollows } from '../../city/follows.ts'
import { askNotices } from '../../city/notices.ts'
import { useIsOfficer } from '../../city/roles.ts'
import { saveFile } from '../../city/save-file.ts'
import { Button, ButtonLink } from '../../kit/button.tsx'
import { Notice } from '../../kit/notice.tsx'
import { Section } from '../../kit/page.tsx'
import { ErrorState } from '../../kit/states.tsx'
import { AskFirst } from './ask-first.tsx'
import { Leave } from './leave.tsx'
import styles from './me.module.css'
import { OnDevice } from './on-device.tsx'
import { useTexts } from './texts.ts'
import type { Mine } from './use-notices.ts'

export const Kept = ({ person, chain }: Mine) => {
  const t = useTexts()
  const queries = useQueryClient()
  const isOfficer = useIsOfficer()
  const { account } = person
  const [done, setDone] = useState<'saved' | 'erased' | { readonly error: unknown }>()
  const run = (work: () => Promise<'saved' | 'erased'>) =>
    void work().then(setDone, (error: unknown) => setDone({ error }))
  const take = async () => {
    const kept = await askNotices<object>(person, { chain }, 'export-all', {})
    saveFile(`maru-${account}.json`, 'application/json', JSON.stringify(kept, null, 2))
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
        <div>
          <Button look="secondary" onClick={() => run(take)}>
            {t('take')}
          </Button>
        </div>
        <AskFirst
          button={t('eraseNotices')}
          ask={t('eraseAsk')}
          yes={t('eraseYes')}
          onYes={() => run(erase)}
        />
        {typeof done === 'object' && <ErrorState error={done.error} />}
        {typeof done === 'string' && (
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
      <Section title={t('person')}>
        <p>{t('personWhat')}</p>
        <div>
          <ButtonLink to="/me/person">{t('toPerson')}</ButtonLink>
        </div>
      </Section>
      <OnDevice />
      {!isOfficer && <Leave person={person} />}
    </div>
  )
}
