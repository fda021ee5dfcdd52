/** Names of OpenID4VCI and OpenID4VP that wallet and office both write. */
export const preAuthorizedGrant = 'urn:ietf:params:oauth:grant-type:pre-authorized_code'
export const requestType = 'oauth-authz-req+jwt'
export const sealedMode = 'direct_post.jwt'
