import { Link } from '@tanstack/react-router'
import { useIsGoverned } from '../../city/governed.ts'
import { useCity } from '../../city/city.ts'
import { Page, Section } from '../../kit/page.tsx'
import { ActsByService } from './acts-by-service.tsx'
import { BlockTimes } from './block-times.tsx'
import { CheckpointPart } from './checkpoint-part.tsx'
import { CosignersPart } from './cosigners-part.tsx'
import { LiveBlocks } from './live-blocks.tsx'
import { SearchField } from './search-field.tsx'
import { Standing } from './standing.tsx'
import { StoragePart } from './storage.tsx'
import { useTexts } from './texts.ts'
import styles from './tracker.module.css'
import { useFollowedCity } from './use-log.ts'

/** Where the record stands, what is being recorded, and how it grows. */
export const Screen = () => {
  const t = useTexts()
  useFollowedCity()
  const isGoverned = useIsGoverned()
  const { data: city } = useCity()
  return (
    <Page title={t('title')} lead={<p>{t('lead')}</p>} crumbs={[]} width="wide">
      <Standing />
      <SearchField />
      <Section
        title={t('newest')}
        action={
          <Link to="/tracker/blocks" className={styles['more']}>
            {t('allBlocks')}
          </Link>
        }
      >
        <LiveBlocks />
      </Section>
      <BlockTimes />
      <ActsByService />
      <CheckpointPart />
      <CosignersPart />
      <StoragePart />
      <p>
        <Link to="/tracker/services" className={styles['more']}>
          {t('toServices')}
        </Link>
      </p>
      {isGoverned === true && (
        <p>
          <Link to="/governance" className={styles['more']}>
            {t('toInstitutions')}
          </Link>
        </p>
      )}
      {city?.services.includes('evidence') && (
        <p>
          <Link to="/tracker/evidence" className={styles['more']}>
            {t('toEvidence')}
          </Link>
        </p>
      )}
    </Page>
  )
}
