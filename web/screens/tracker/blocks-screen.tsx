import { useSearch } from '@tanstack/react-router'
import { Page, Section } from '../../kit/page.tsx'
import { Pagination } from '../../kit/pagination.tsx'
import { Skeleton } from '../../kit/skeleton.tsx'
import { ErrorState } from '../../kit/states.tsx'
import { BlockList } from './block-list.tsx'
import { sealBefore } from './blocks.ts'
import { useTexts } from './texts.ts'
import { useBlocks } from './use-log.ts'

const pageSize = 24

/** All blocks, a page at a time: a page begins at the seal that its address names. */
export const Screen = () => {
  const t = useTexts()
  const { seal }: { readonly seal?: unknown } = useSearch({ strict: false })
  const from = typeof seal === 'number' && Number.isSafeInteger(seal) && seal > 0 ? seal : undefined
  const { data: blocks, error, refetch } = useBlocks(from, pageSize)
  const last = blocks?.at(-1)
  const next = last && sealBefore(last)
  return (
    <Page title={t('blocks')} crumbs={[{ label: t('title'), to: '/tracker' }]} width="wide">
      {error && !blocks ? (
        <ErrorState error={error} onRetry={refetch} />
      ) : !blocks ? (
        <Skeleton lines={12} height="60rem" />
      ) : (
        <Section title={t('newestFirst')}>
          <BlockList blocks={blocks} />
          <Pagination
            first={from === undefined ? undefined : { to: '/tracker/blocks' }}
            next={next === undefined ? undefined : { to: '/tracker/blocks', search: { seal: next } }}
          />
        </Section>
      )}
    </Page>
  )
}
