import { ButtonLink } from '../kit/button.tsx'
import { Page } from '../kit/page.tsx'
import { useFrameTexts } from '../texts/frame.ts'

export const NotFound = () => {
  const t = useFrameTexts()
  return (
    <Page title={t('pageNotFound')} lead={t('pageNotFoundHelp')}>
      <div>
        <ButtonLink to="/">{t('toHome')}</ButtonLink>
      </div>
    </Page>
  )
}
