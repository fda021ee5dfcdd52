/**
 * A rule said no. Refusals are values with a stable code (a rule's number and a word, as in `P7-already-supported`);
 * the sentence for people stands in the locales of the service, or of the kernel for the T codes.
 */
export interface Refusal {
  readonly code: string
  /** Where in the input the trouble is, for developers; never part of the ledger. */
  readonly detail?: string
}

export type Result<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly refusal: Refusal }

export const refuse = (code: string, detail?: string): Refusal =>
  detail === undefined ? { code } : { code, detail }

export const accepted = <Value>(value: Value): Result<Value> => ({ ok: true, value })

export const refused = (
  code: string,
  detail?: string,
): { readonly ok: false; readonly refusal: Refusal } => ({
  ok: false,
  refusal: refuse(code, detail),
})
