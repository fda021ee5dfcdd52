/** How long things of the protocol live, in seconds. A pushed request lives for a minute, which oidc-provider fixes. */
export const lives = {
  AccessToken: 300,
  AuthorizationCode: 60,
  IdToken: 300,
  Interaction: 600,
  Session: 1_800,
  /** What a resident agreed to let a wallet do, from the page to the card. */
  WalletGrant: 600,
  /** A consent says itself when it ends; this is the longest it may last. */
  Grant: 366 * 86_400,
} as const
