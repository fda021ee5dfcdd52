/** Why a card was not given, or what it was shown to did not take it: a code with a text in the locales, as all refusals. */
export class WalletProblem extends Error {
  override readonly name = 'WalletProblem'
  readonly code: string

  constructor(code: string) {
    super(code)
    this.code = code
  }
}

/** The city's own code, where the other side is a city like this one; other issuers and facilities have OAuth's only. */
export const problemOf = async (response: Response): Promise<WalletProblem> => {
  const body: unknown = await response.json().catch(() => undefined)
  const { code } = (typeof body === 'object' && body !== null ? body : {}) as { readonly code?: unknown }
  return new WalletProblem(typeof code === 'string' ? code : 'W50-other-side')
}
