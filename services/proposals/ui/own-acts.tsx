/** What the author of a proposal can do with it: change it, take it back, or have its words destroyed. */
import { ButtonLink } from '@maru/web/kit/button.tsx'
import { ConfirmAct } from '@maru/web/parts/confirm-act.tsx'
import layout from '@maru/web/parts/layout.module.css'
import type { ProposalRow } from './data.ts'
import { reasonNotToEdit } from './edits.ts'
import { useTexts } from './texts.ts'

export const OwnActs = ({ row }: { readonly row: ProposalRow }) => {
  const t = useTexts()
  const { proposal, state, erasedAt, joined = 0 } = row
  const takesBack = state === 'open' || state === 'needs-assignment' || state === 'closed'
  const about = `/proposals/${proposal}`
  const reason = reasonNotToEdit(row)
  return (
    <>
      {reason === undefined && (
        <ButtonLink to={`${about}/edit`} look="text" size="small">
          {t('edit')}
        </ButtonLink>
      )}
      <ConfirmAct
        isPossible={takesBack && joined === 0}
        title={t('withdrawTitle')}
        what={t('withdrawWhat')}
        button={t('withdraw')}
        wish={{
          service: 'proposals',
          action: 'withdraw-proposal',
          input: { proposal },
          about,
          title: t('withdraw'),
        }}
      />
      <ConfirmAct
        isPossible={erasedAt === undefined}
        title={t('eraseTitle')}
        what={t('eraseWhat')}
        button={t('erase')}
        wish={{ service: 'proposals', action: 'erase-text', input: { proposal }, about, title: t('erase') }}
      />
      {reason === 'editSupported' && <p className={layout['soft']}>{t(reason)}</p>}
    </>
  )
}
