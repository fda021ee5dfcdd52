import { sha256 } from '@maru/engines/host.ts'
import { commitContent } from '@maru/services/content-commitment.ts'

/** The commitment to a text; its salt comes from `name`, so that a run can be repeated. A city draws its salts. */
export const commitText = (name: string, content: object): Uint8Array =>
  commitContent(sha256, sha256(Buffer.from(`maru test salt: ${name}`)).subarray(0, 16), content)
