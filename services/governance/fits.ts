/** What makes institutions and validators whole, wherever they come from: the genesis or a change. */
import type { Accounts } from '@maru/kernel/accounts.ts'
import { isPublicKey } from '@maru/kernel/transaction.ts'
import type { InstitutionInput, Officer, ValidatorInput } from './inputs.ts'

interface People {
  readonly accounts: Pick<Accounts, 'get' | 'ownerOf'>
  readonly keyId: (publicKey: Uint8Array) => string
}

/** Whose key it is, or whose it will be once an account is founded with it. */
export const accountOf = ({ accounts, keyId }: People, officer: Officer): string =>
  'account' in officer
    ? officer.account
    : (accounts.ownerOf(keyId(officer.publicKey)) ?? keyId(officer.publicKey))

/** I1: no more approvals are required than there are officers, each a different account. */
export const institutionFault = (
  people: People,
  { required, officers }: Pick<InstitutionInput, 'required' | 'officers'>,
): string | undefined => {
  if (required > officers.length) return 'I1-too-few-officers'
  for (const officer of officers) {
    if ('account' in officer) {
      if (!people.accounts.get(officer.account)) return 'I1-unknown-account'
    } else if (!isPublicKey(officer.algorithm, officer.publicKey)) return 'I1-key-unfit'
  }
  const accounts = new Set(officers.map((officer) => accountOf(people, officer)))
  return accounts.size === officers.length ? undefined : 'I1-officer-twice'
}

/** I2: CometBFT's validators vote with Ed25519 keys. */
export const validatorFault = ({ publicKey }: Pick<ValidatorInput, 'publicKey'>): string | undefined =>
  isPublicKey('Ed25519', publicKey) ? undefined : 'I2-key-unfit'
