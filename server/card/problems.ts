/** What the card office refuses, as OAuth names it (RFC 6749 section 5.2, OpenID4VCI 1.0 section 8.3.1.2). */
import { CredentialProblem } from '@maru/credentials/problem.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { languageOf } from '../language.ts'
import { Problem } from '../problem.ts'
import { refusalText } from '../texts.ts'

const errorByCode: { readonly [code: string]: readonly [error: string, status: number] } = {
  'W31-grant-unknown': ['unsupported_grant_type', 400],
  'W32-code-unknown': ['invalid_grant', 400],
  'W33-pin-wrong': ['invalid_grant', 400],
  'W34-token-unknown': ['invalid_token', 401],
  'W35-nonce-unknown': ['invalid_nonce', 400],
  'W36-proof-refused': ['invalid_proof', 400],
  'W37-configuration-unknown': ['unknown_credential_configuration', 400],
  'W38-request-malformed': ['invalid_credential_request', 400],
  'W39-not-resident': ['credential_request_denied', 400],
  'W40-no-person': ['credential_request_denied', 400],
  'W41-no-issuer': ['credential_request_denied', 400],
  'W54-dpop-refused': ['invalid_dpop_proof', 401],
  'W55-scope-missing': ['insufficient_scope', 403],
  'W58-other-target': ['invalid_target', 400],
  'W63-identifier-unknown': ['unknown_credential_identifier', 400],
  'W42-busy': ['temporarily_unavailable', 503],
}

/** The OAuth error for programs, the code of this city beside it, and a sentence for people. */
export const sendOAuthProblem = (request: FastifyRequest, reply: FastifyReply, thrown: unknown) => {
  if (!(thrown instanceof Problem) && !(thrown instanceof CredentialProblem)) throw thrown
  const { code } = thrown
  const [error, status] = errorByCode[code] ?? ['invalid_request', 400]
  if (status === 401 || status === 403) {
    const isBound = /^dpop /i.test(request.headers.authorization ?? '')
    const challenge = isBound ? 'DPoP algs="ES256 Ed25519",' : 'Bearer'
    reply.header('www-authenticate', `${challenge} error="${error}"`)
  }
  // A sentence in any language but English does not fit into error_description (RFC 6749 section 5.2).
  const description = refusalText(code, 'en').replaceAll(/[^\x20-\x21\x23-\x5b\x5d-\x7e]/g, ' ')
  return reply
    .code(status)
    .headers({ 'content-type': 'application/json', 'cache-control': 'no-store' })
    .send(
      JSON.stringify({
        error,
        error_description: description,
        code,
        detail: refusalText(code, languageOf(request.headers['accept-language'])),
      }),
    )
}
