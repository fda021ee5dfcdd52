/** Where debates that open now take sides without a name, whoever opens one reads it before. */
import { useCity } from '@maru/web/city/city.ts'
import { Notice } from '@maru/web/kit/notice.tsx'
import { useTexts } from './texts.ts'

export const WithoutNames = () => {
  const t = useTexts()
  const { data: city } = useCity()
  if (city?.parameters['debates']?.['anonymousOpinions'] !== 1) return null
  return (
    <Notice tone="information">
      <p>{t('withoutNames')}</p>
    </Notice>
  )
}
