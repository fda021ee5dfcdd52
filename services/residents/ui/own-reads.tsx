/** Who was told of oneself by the vault, when and what for. */
import { usePseudonym } from '@maru/web/city/pseudonym.ts'
import { Button } from '@maru/web/kit/button.tsx'
import { Section } from '@maru/web/kit/page.tsx'
import { Skeleton } from '@maru/web/kit/skeleton.tsx'
import { ErrorState } from '@maru/web/kit/states.tsx'
import layout from '@maru/web/parts/layout.module.css'
import { useFormat } from '@maru/web/texts/format.ts'
import { useState } from 'react'
import type { Read } from './read.ts'
import { useTexts } from './texts.ts'
import { usePurpose } from './use-purpose.ts'
import { useVaultQuery } from './vault-query.ts'

export const OwnReads = () => {
  const t = useTexts()
  const [before, setBefore] = useState<number>()
  const { data, error, refetch } = useVaultQuery<{
    readonly reads: readonly Read[]
    readonly next: number | null
  }>('list-own-reads', before === undefined ? {} : { before })
  return (
    <Section title={t('readsTitle')}>
      <p>{t('readsWhat')}</p>
      {error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Skeleton lines={4} height="18rem" />
      ) : data.reads.length === 0 ? (
        <p className={layout['soft']}>{t('readsNone')}</p>
      ) : (
        <ul className={layout['stack']}>
          {data.reads.map((read) => (
            <OwnRead key={read.number} read={read} />
          ))}
        </ul>
      )}
      <div className={layout['row']}>
        {before !== undefined && (
          <Button look="tertiary" onClick={() => setBefore(undefined)}>
            {t('readsNewest')}
          </Button>
        )}
        {typeof data?.next === 'number' && (
          <Button look="tertiary" onClick={() => setBefore(data.next ?? undefined)}>
            {t('readsOlder')}
          </Button>
        )}
      </div>
    </Section>
  )
}

const OwnRead = ({ read: { at, purpose, by, service } }: { readonly read: Read }) => {
  const t = useTexts()
  const format = useFormat()
  const pseudonym = usePseudonym()
  const wordsOf = usePurpose()
  const who = (): string => {
    if (service !== undefined) return t('readFor', { service })
    if (purpose === 'card') return t('readByOffice')
    return by === undefined ? '' : t('readBy', { name: pseudonym(by) })
  }
  return (
    <li className={layout['tight']}>
      <span className={layout['strong']}>{wordsOf(purpose)}</span>
      <span>{who()}</span>
      <span className={layout['soft']}>{format.dateTime(at)}</span>
    </li>
  )
}
