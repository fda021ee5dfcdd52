/** For a lost recovery secret: what the resident votes with from now on. The old one stops, in public. */
import type { Joiner } from '@maru/web/city/devices.ts'
import { usePseudonym } from '@maru/web/city/pseudonym.ts'
import { ErrorState } from '@maru/web/kit/states.tsx'
import { Sign } from '@maru/web/screens/desk/sign.tsx'
import { Task } from '@maru/web/screens/desk/task.tsx'
import { useState } from 'react'
import { useVaultQuery } from '../vault-query.ts'
import { isFittingKey, KeyField } from './key-field.tsx'
import { useTexts } from './texts.ts'

export const IdentityWork = ({ account }: { readonly account: string }) => {
  const t = useTexts()
  const pseudonym = usePseudonym()
  const [joiner, setJoiner] = useState<Joiner>()
  const { data, error, refetch } = useVaultQuery<{ readonly groups: readonly string[] }>(
    'read-groups',
    { account },
    { isAsked: joiner !== undefined, isKept: true },
  )
  return (
    <Task title={t('step-identity')} rule={t('rule-identity')}>
      <p>{t('identityHow')}</p>
      <KeyField joiner={joiner} onChange={setJoiner} account={account} />
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      <Sign
        button={t('send-identity')}
        roles={['registrar']}
        look="danger"
        reason={reasonNot()}
        wishes={() =>
          joiner?.identity && data
            ? [
                {
                  service: 'residents',
                  action: 'set-identity',
                  input: {
                    account,
                    commitment: joiner.identity.commitment,
                    groups: data.groups,
                    device: {
                      algorithm: joiner.algorithm,
                      publicKey: joiner.publicKey,
                      proof: joiner.identity.proof,
                    },
                  },
                  about: `/tracker/accounts/${account}`,
                  title: `${t('send-identity')}: ${pseudonym(account)}`,
                },
              ]
            : []
        }
      />
    </Task>
  )

  function reasonNot(): string | undefined {
    if (!joiner) return t('keyMissing')
    if (!isFittingKey(joiner, account)) return t('otherKey')
    if (!joiner.identity) return t('identityMissing')
    return data ? undefined : t('groupsMissing')
  }
}
