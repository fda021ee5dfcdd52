/**
 * The port to whoever has the key that encrypts keys: a file (key-file-service.ts) or a key management service
 * (transit.ts). The vault stores only what `wrap` gives; without this key nobody reads anything of it.
 */
export interface KeyService {
  /** The key as text. `subject` is authenticated with it: a wrapped key cannot be put in another's place. */
  readonly wrap: (key: Buffer, subject: string) => Promise<string>
  /** Throws when it is not this service's, or damaged. */
  readonly unwrap: (wrapped: string, subject: string) => Promise<Buffer>
  /** How everything begins that is wrapped under the newest key. */
  readonly newest: () => Promise<string>
}
