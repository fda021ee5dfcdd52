/** For who holds no office: what the desk is, and who works at it. */
import { useCity } from '../../city/city.ts'
import { Button, ButtonLink } from '../../kit/button.tsx'
import { Notice } from '../../kit/notice.tsx'
import { Page } from '../../kit/page.tsx'
import { openWhoDialog } from '../../shell/who.ts'
import { useTexts } from './texts.ts'

export const Visitor = () => {
  const t = useTexts()
  const { data: city } = useCity()
  const isDemonstration = city?.demonstration === true
  return (
    <Page title={t('title')} crumbs={[]} lead={<p>{t('visitorLead')}</p>}>
      <p>{t('visitorWhat')}</p>
      <Notice title={t('visitorHow')}>
        <p>{t(isDemonstration ? 'visitorDemonstration' : 'visitorReal')}</p>
        <div>
          {isDemonstration ? (
            <Button look="primary" onClick={openWhoDialog}>
              {t('beOfficer')}
            </Button>
          ) : (
            <ButtonLink to="/tracker">{t('toTracker')}</ButtonLink>
          )}
        </div>
      </Notice>
    </Page>
  )
}
