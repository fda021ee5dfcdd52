/** What the desk and facilities show as pictures, read from whatever a camera or a person gives. */

/** An offer (OpenID4VCI 1.0 section 4.1): a link of any scheme with `credential_offer`. */
export const readOffer = (text: string): object | undefined => {
  const offer = parametersOf(text)?.get('credential_offer')
  try {
    const value: unknown = JSON.parse(offer ?? '')
    return typeof value === 'object' && value !== null ? value : undefined
  } catch {
    return undefined
  }
}

export const writeOffer = (offer: object): string =>
  `openid-credential-offer://?${new URLSearchParams({ credential_offer: JSON.stringify(offer) }).toString()}`

/** A question (OpenID4VP 1.0 section 5): a link of any scheme with `client_id` and `request_uri`. */
export const readRequestLink = (text: string): URLSearchParams | undefined => {
  const parameters = parametersOf(text)
  return parameters?.has('client_id') && parameters.has('request_uri') ? parameters : undefined
}

const parametersOf = (text: string): URLSearchParams | undefined =>
  URL.canParse(text.trim()) ? new URL(text.trim()).searchParams : undefined
