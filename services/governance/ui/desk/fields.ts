/** What each kind of change asks for, and how what was written becomes what is signed. */
import { hexToBytes } from '@maru/kernel/codec/hex.ts'
import type { StoredValue } from '@maru/web/city/store.ts'
import type { Wanted } from '../../inputs.ts'

export type FieldName = Exclude<keyof typeof emptyFields, 'kind' | 'from'>

export const emptyFields = {
  kind: '',
  from: '',
  validator: '',
  publicKey: '',
  power: '',
  institution: '',
  name: '',
  cosigner: '',
  ko: '',
  en: '',
  required: '',
  officers: '',
  parameter: '',
  value: '',
  account: '',
  role: '',
  version: '',
}

export const fieldsOf: { readonly [Kind in Wanted['kind']]: readonly FieldName[] } = {
  'set-parameter': ['parameter', 'value'],
  'add-validator': ['name', 'institution', 'publicKey', 'power', 'cosigner'],
  'remove-validator': ['validator'],
  'change-power': ['validator', 'power'],
  'change-cosigner': ['validator', 'cosigner'],
  'add-institution': ['institution', 'ko', 'en', 'officers', 'required'],
  'change-institution': ['institution', 'ko', 'en', 'officers', 'required'],
  'remove-institution': ['institution'],
  'give-role': ['account', 'role'],
  'take-role': ['account', 'role'],
  'activate-version': ['version'],
  halt: [],
  resume: [],
}

export const kinds = Object.keys(fieldsOf) as Wanted['kind'][]

type Read = (text: string) => { readonly [field: string]: StoredValue } | undefined

const whole =
  (field: string): Read =>
  (text) =>
    /^\d{1,10}$/.test(text) ? { [field]: Number(text) } : undefined

const like =
  (field: string, pattern: RegExp): Read =>
  (text) =>
    pattern.test(text) ? { [field]: text } : undefined

const key = /^(?:[0-9a-f]{64}|[0-9a-f]{130})$/

/** One a line: an account, or a public key, of Ed25519 or ES256 by its length. */
const readOfficers: Read = (text) => {
  const officers = text.split(/\s+/).map((each): StoredValue | undefined => {
    if (/^[0-9a-f]{40}$/.test(each)) return { account: each }
    if (!key.test(each)) return undefined
    return { algorithm: each.length === 64 ? 'Ed25519' : 'ES256', publicKey: hexToBytes(each) }
  })
  return officers.includes(undefined) ? undefined : { officers: officers as StoredValue[] }
}

const reads: { readonly [Name in FieldName]: Read } = {
  validator: like('validator', /^[0-9a-f]{40}$/),
  publicKey: (text) => (/^[0-9a-f]{64}$/.test(text) ? { publicKey: hexToBytes(text) } : undefined),
  power: whole('power'),
  institution: like('institution', /^[a-z][a-z0-9-]{0,39}$/),
  name: like('name', /^[a-z0-9][a-z0-9.-]{0,62}$/),
  cosigner: (text) => ({ cosigner: text === '' ? null : text }),
  ko: like('ko', /^.{1,100}$/),
  en: like('en', /^.{1,100}$/),
  required: whole('required'),
  officers: readOfficers,
  parameter: (text) => {
    const [service, name] = text.split('.')
    return service && name ? { service, name } : undefined
  },
  value: whole('value'),
  account: like('account', /^[0-9a-f]{40}$/),
  role: like('role', /^[a-z][a-z0-9-]{0,39}$/),
  version: whole('version'),
}

type Draft = { readonly [Name in keyof typeof emptyFields]: string }

/** What is signed, or the first field that is not as it should be. */
export const readWanted = (
  draft: Draft,
):
  | { readonly input: { readonly [field: string]: StoredValue } }
  | { readonly wrong: FieldName | 'kind' | 'from' } => {
  const kind = kinds.find((each) => each === draft.kind)
  if (!kind) return { wrong: 'kind' }
  const wanted: { [field: string]: StoredValue } = { kind }
  for (const field of fieldsOf[kind]) {
    const value = reads[field](draft[field].trim())
    if (!value) return { wrong: field }
    Object.assign(wanted, value)
  }
  const from = isAtOnce(kind) ? '' : draft.from.trim()
  if (!/^\d{0,12}$/.test(from)) return { wrong: 'from' }
  return { input: { wanted, from: Number(from) } }
}

export const isAtOnce = (kind: string): boolean => kind === 'halt' || kind === 'resume'
