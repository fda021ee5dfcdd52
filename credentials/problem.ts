/** Why a credential, or what was shown of it, is not accepted. The sentences for people stand in locales/. */
export class CredentialProblem extends Error {
  override readonly name = 'CredentialProblem'
  readonly code: CredentialCode
  /** For developers: where the trouble is. Never a claim's value. */
  readonly detail: string | undefined

  constructor(code: CredentialCode, detail?: string) {
    super(detail === undefined ? code : `${code}: ${detail}`)
    this.code = code
    this.detail = detail
  }
}

export type CredentialCode = (typeof credentialCodes)[number]

const credentialCodes = [
  'W1-malformed',
  'W2-algorithm',
  'W3-signature',
  'W4-type',
  'W5-hash-algorithm',
  'W6-disclosure-unreferenced',
  'W7-disclosure-repeated',
  'W8-digest-repeated',
  'W9-disclosure-malformed',
  'W10-claim-name',
  'W11-claim-collision',
  'W12-reserved-claim',
  'W13-expired',
  'W14-not-yet',
  'W15-key-binding-missing',
  'W16-key-binding-unwanted',
  'W17-holder-key',
  'W18-wrong-nonce',
  'W19-wrong-audience',
  'W20-too-old',
  'W21-other-disclosures',
  'W22-claim-missing',
  'W23-unknown-issuer',
  'W24-status-list',
  'W25-status-list-expired',
  'W26-suspended',
  'W27-revoked',
  'W28-shown-already',
  'W61-answer-undecryptable',
] as const
