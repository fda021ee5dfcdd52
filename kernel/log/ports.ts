/** What the host hands in, so that the kernel itself needs no crypto library, disk or network. */

/** SHA-256. Called once or twice for each entry: the host should give its native one. */
export type Hash = (data: Uint8Array) => Uint8Array

/** Ed25519 with a key that stays with the host. */
export type Sign = (message: Uint8Array) => Uint8Array

export type VerifyEd25519 = (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean

/** The hashes of a stored tile: at least `width` of them (a full tile may answer for a partial one). */
export type ReadTile = (level: number, index: number, width: number) => Uint8Array
