/** Where a store is, as a person writes it, and how it is opened: `s3://bucket/prefix`, or a folder. */
import { isAbsolute } from 'node:path'
import { openFolderStore } from './folder-store.ts'
import type { LogStore } from './log-store.ts'
import { openS3Store } from './s3-store.ts'

/** The names that the tools of Amazon have given these. */
export interface StoreEnvironment {
  readonly [name: string]: string | undefined
}

/** Throws a sentence that says what is missing. */
export const openLogStore = (to: string, environment: StoreEnvironment): LogStore => {
  if (!to.startsWith('s3:')) {
    if (isAbsolute(to)) return openFolderStore(to)
    throw new Error(`${to} is neither s3://BUCKET/PREFIX nor the whole path of a folder`)
  }
  const match = s3Address.exec(to)
  if (!match) throw new Error(`${to} is no address of a bucket; write s3://BUCKET or s3://BUCKET/PREFIX`)
  const [, bucket = '', prefix = ''] = match
  const sessionToken = environment['AWS_SESSION_TOKEN']
  const endpoint = environment['AWS_ENDPOINT_URL_S3'] ?? environment['AWS_ENDPOINT_URL']
  if (endpoint !== undefined && !URL.canParse(endpoint)) throw new Error('AWS_ENDPOINT_URL is no URL')
  return openS3Store({
    bucket,
    prefix: prefix === '' ? '' : `${prefix.replace(/\/$/, '')}/`,
    region: environment['AWS_REGION'] ?? environment['AWS_DEFAULT_REGION'] ?? 'us-east-1',
    ...(endpoint !== undefined && { endpoint }),
    credentials: {
      accessKeyId: needed(environment, 'AWS_ACCESS_KEY_ID'),
      secretAccessKey: needed(environment, 'AWS_SECRET_ACCESS_KEY'),
      ...(sessionToken !== undefined && { sessionToken }),
    },
  })
}

/** Prefixes of what needs no encoding anywhere. */
const s3Address = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/([\w.-]+(?:\/[\w.-]+)*\/?)?)?$/

const needed = (environment: StoreEnvironment, name: string): string => {
  const value = environment[name]
  if (value !== undefined && value !== '') return value
  throw new Error(`the store needs ${name} in the environment`)
}
