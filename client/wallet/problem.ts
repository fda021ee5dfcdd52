/** Why a card was not given, or what it was shown to did not take it: a code with a text in the locales, as all refusals. */
export class WalletProblem extends Error {
  override readonly name = 'WalletProblem'
  readonly code: string

  constructor(code: string) {
    super(code)
    this.code = code
  }
}
