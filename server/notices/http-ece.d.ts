/** What is used of http_ece, which has no types of its own. */
declare module 'http_ece' {
  import type { ECDH } from 'node:crypto'

  /** `dh` and `authSecret` are the browser's, base64url; the body of RFC 8188 with its header comes back. */
  export interface Parameters {
    readonly version: 'aes128gcm'
    readonly privateKey: ECDH
    readonly dh: string
    readonly authSecret: string
    readonly salt: Uint8Array
  }
  const ece: { readonly encrypt: (data: Uint8Array, parameters: Parameters) => Buffer }
  export default ece
}
