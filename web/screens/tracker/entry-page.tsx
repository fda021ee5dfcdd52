/** One entry: what it says in a sentence, its fields, its bytes, and where it is proved. */
import { Link } from '@tanstack/react-router'
import { Badge } from '../../kit/badge.tsx'
import { ButtonLink } from '../../kit/button.tsx'
import { Icon } from '../../kit/icon.tsx'
import { Notice } from '../../kit/notice.tsx'
import { Page } from '../../kit/page.tsx'
import { Skeleton } from '../../kit/skeleton.tsx'
import { EmptyState, ErrorState } from '../../kit/states.tsx'
import { useFormat } from '../../texts/format.ts'
import { actOf } from '../acts/act.ts'
import { ActDetails } from '../acts/act-details.tsx'
import { useActSentence } from '../acts/act-sentence.ts'
import type { Block } from './blocks.ts'
import { Facts } from './facts.tsx'
import type { LogEntry } from './log.ts'
import { useTexts } from './texts.ts'
import { useEntry } from './use-log.ts'

/** `id` is what was asked for: an entry of another act is not shown in its place. */
export const EntryPage = ({ index, id }: { readonly index: number; readonly id?: string }) => {
  const t = useTexts()
  const format = useFormat()
  const { data, error, refetch } = useEntry(index)
  return (
    <Page
      title={index < 0 ? t('noEntry') : t('entryNumber', { index: format.number(index) })}
      crumbs={[{ label: t('title'), to: '/tracker' }]}
    >
      {error && data === undefined ? (
        <ErrorState error={error} onRetry={refetch} />
      ) : data === undefined ? (
        <Skeleton lines={8} height="40rem" />
      ) : data === null ? (
        <EmptyState title={t('noEntry')}>
          <p>{t('noEntryHelp')}</p>
        </EmptyState>
      ) : (
        <Found {...data} id={id} />
      )}
    </Page>
  )
}

const Found = ({
  index,
  bytes,
  entry,
  block,
  id,
}: LogEntry & { readonly block: Block; readonly id: string | undefined }) => {
  const t = useTexts()
  const format = useFormat()
  const sentence = useActSentence()
  const act = entry.kind === 'transaction' ? actOf(entry)?.act : undefined
  const place = [
    [
      t('block'),
      <Link key="block" to={`/tracker/blocks/${block.height}`}>
        {format.number(block.height)}
      </Link>,
    ],
    [t('time'), format.clock(block.time)],
    [t('bytes'), format.number(bytes.length)],
  ] as const
  if (!act) {
    return (
      <>
        <p>{t(entry.kind === 'genesis' ? 'isGenesis' : 'isSeal')}</p>
        <Facts facts={place} />
      </>
    )
  }
  if (id !== undefined && act.id !== id) {
    return (
      <Notice tone="danger" title={t('otherAct')} isUrgent>
        <p>{t('otherActHelp', { index })}</p>
      </Notice>
    )
  }
  const isAccepted = act.refusal === undefined
  return (
    <>
      <p>
        <Badge tone={isAccepted ? 'success' : 'warning'}>{t(isAccepted ? 'accepted' : 'refused')}</Badge>
      </p>
      <p>{sentence(act)}</p>
      <div>
        <ButtonLink to={`/check/${act.id}`} look="primary">
          <Icon name="lock" />
          {t('proveHere')}
        </ButtonLink>
      </div>
      <Facts
        facts={[
          ...place,
          [
            t('signer'),
            <Link key="signer" to={`/tracker/accounts/${act.keyId}`}>
              {act.keyId}
            </Link>,
          ],
        ]}
      />
      <ActDetails act={act} entry={bytes} />
    </>
  )
}
