/** What a file, a signature or a proof from outside gives: a value, or a refusal with a stable code. */
export type Result<T> = { ok: true; value: T } | Failure
export type Failure = { ok: false; code: string; message: string }

export const ok = <T>(value: T): Result<T> => ({ ok: true, value })

export const fail = (code: string, message: string): Failure => ({ ok: false, code, message })
