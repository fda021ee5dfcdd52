/** What `@hpke/common` asks of Node's crypto where there is no WebCrypto; here there always is. */
export const webcrypto = globalThis.crypto
