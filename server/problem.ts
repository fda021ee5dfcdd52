/** Errors as RFC 9457 says: a stable code for programs, a sentence in the reader's language for people. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { languageOf, type Language } from './language.ts'
import { statusOf } from './status.ts'
import { refusalText, titleOf } from './texts.ts'

export const problemType = 'application/problem+json; charset=utf-8'

/** Thrown by routes that cannot answer; the server's error handler sends it. */
export class Problem extends Error {
  readonly code: string
  readonly where: string | undefined
  /** More that a program may want to know (RFC 9457 section 3.2). */
  readonly members: object | undefined

  constructor(code: string, where?: string, members?: object) {
    super(code)
    this.code = code
    this.where = where
    this.members = members
  }
}

export const sendProblem = (
  request: FastifyRequest,
  reply: FastifyReply,
  code: string,
  where?: string,
  members?: object,
): FastifyReply => {
  const language = languageOf(request.headers['accept-language'])
  const status = statusOf(code)
  reply.code(status).headers({
    'content-type': problemType,
    'content-language': language,
    'cache-control': 'no-store',
    vary: 'accept-language',
  })
  // RFC 9110 section 15.5.2 asks for a challenge with each 401; the scheme is ours: a signed transaction.
  if (status === 401) reply.header('www-authenticate', 'COSE')
  if ((status === 503 || status === 429) && !reply.hasHeader('retry-after')) reply.header('retry-after', '5')
  return reply.send(problemJson(code, language, where, members))
}

export const problemJson = (code: string, language: Language, where?: string, members?: object): string => {
  const status = statusOf(code)
  const detail = refusalText(code, language)
  return JSON.stringify({
    type: `/problems/${code}`,
    title: titleOf(status, language),
    status,
    detail,
    code,
    where,
    ...members,
  })
}
