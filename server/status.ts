/**
 * The HTTP status of a refusal. Codes of the kernel and the server are listed; a service's code tells its kind by its
 * words, so that a new rule needs no line here.
 */
export const statusOf = (code: string): number =>
  statusByCode[code] ?? kinds.find(([words]) => words.test(code))?.[1] ?? 422

const statusByCode: { readonly [code: string]: number } = {
  'T1-malformed': 400,
  'T2-too-large': 413,
  'T3-wrong-chain': 400,
  'T4-expired': 410,
  'T5-valid-too-long': 400,
  'T6-replayed': 409,
  'T7-bad-signature': 401,
  'T8-unknown-key': 401,
  'T9-revoked-key': 401,
  'T10-unknown-action': 400,
  'T11-input-malformed': 400,
  'T12-busy': 503,
  'T13-stopped': 503,
  'T14-unsupported-key': 400,
  'T16-signature-malleable': 400,
  'T15-bad-cosignature': 401,
  'S1-body-malformed': 400,
  'S2-content-missing': 400,
  'S3-content-mismatch': 400,
  'S4-query-malformed': 400,
  'S5-not-found': 404,
  'S6-too-large': 413,
  'S7-too-many-requests': 429,
  'S8-wrong-media-type': 415,
  'S9-internal': 500,
  'S10-busy': 503,
  'S11-too-many-readers': 503,
  'S12-content-malformed': 400,
  'S13-content-unwanted': 400,
  'S14-not-recorded': 404,
  'S15-not-provable': 404,
  'S16-request-malformed': 400,
  'S17-headers-too-large': 431,
  'S18-too-slow': 408,
  'S19-content-erased': 410,
  'S21-cursor-malformed': 400,
  'S22-lists-not-ready': 503,
  'S23-text-hidden': 403,
  'S24-text-waiting': 403,
  'S26-text-of-another': 409,
}

const kinds: readonly (readonly [words: RegExp, status: number])[] = [
  [
    /-(?:not-(?:active-)?(?:resident|registrar|official|author|council|operator|mayor|yourself|your-key)|needs-[a-z]+)$/,
    403,
  ],
  [/-(?:already|withdrawn|bound|held|in-debate|not-open|not-supported|not-suspended|closed|taken)\b/, 409],
]
