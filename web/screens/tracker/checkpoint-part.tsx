/**
 * Who has signed the record as it is now: the city's key, and others as witnesses; checked here where the city's policy has
 * their keys.
 */
import { Badge } from '../../kit/badge.tsx'
import { Notice } from '../../kit/notice.tsx'
import { Section } from '../../kit/page.tsx'
import { Skeleton } from '../../kit/skeleton.tsx'
import { ErrorState } from '../../kit/states.tsx'
import { Table } from '../../kit/table.tsx'
import { useFormat } from '../../texts/format.ts'
import { Facts } from './facts.tsx'
import type { SignedCheckpoint, Signer } from './signers.ts'
import { useTexts } from './texts.ts'
import { useCheckpoint } from './use-checkpoint.ts'

export const CheckpointPart = () => {
  const t = useTexts()
  const { data, error, refetch } = useCheckpoint()
  return (
    <Section title={t('signatures')}>
      {error && !data ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Skeleton lines={6} height="26rem" />
      ) : (
        <Signed {...data} />
      )}
    </Section>
  )
}

const Signed = ({ isSigned, size, root, signers }: SignedCheckpoint) => {
  const t = useTexts()
  const format = useFormat()
  const state = ({ isLog, holds = isLog ? isSigned : undefined }: Signer) => {
    if (holds === undefined) return <Badge tone="neutral">{t('signerUnknown')}</Badge>
    return <Badge tone={holds ? 'success' : 'danger'}>{t(holds ? 'signerHolds' : 'notSigned')}</Badge>
  }
  return (
    <>
      <Facts
        facts={[
          [t('entries'), size === undefined ? t('none') : format.number(size)],
          [t('root'), <code key="root">{root ?? t('none')}</code>],
        ]}
      />
      {!isSigned && (
        <Notice tone="danger" title={t('notSigned')}>
          <p>{t('notSignedHelp')}</p>
        </Notice>
      )}
      <Table
        caption={t('signatures')}
        isCaptionHidden
        rows={signers}
        keyOf={({ name, keyId }) => `${name} ${keyId}`}
        columns={[
          { id: 'name', title: t('signerName'), cell: ({ name }) => name },
          { id: 'key', title: t('keyColumn'), cell: ({ keyId }) => <code>{keyId}</code> },
          {
            id: 'when',
            title: t('signedAt'),
            cell: ({ isLog, time }) =>
              isLog ? t('withBlock') : time === undefined ? t('none') : format.clock(time),
          },
          { id: 'state', title: t('state'), cell: state },
        ]}
      />
      {signers.every(({ isLog }) => isLog) && <p>{t('noWitness')}</p>}
    </>
  )
}
