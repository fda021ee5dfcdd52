/**
 * Binary HTTP (RFC 9292): a request or a response as one run of bytes, without a connection around it. Written in
 * known length, read in both forms. Trailers are read over, for nothing here has any.
 */
import { decodeUtf8, encodeUtf8 } from '@maru/kernel/codec/utf8.ts'
import { createReader, type Reader } from './reader.ts'
import { concatBytes, encodeVarint, prefixed } from './varint.ts'

export type Fields = readonly (readonly [name: string, value: string])[]

export interface BinaryRequest {
  readonly method: string
  readonly scheme: string
  readonly authority: string
  readonly path: string
  readonly fields: Fields
  readonly content: Uint8Array
}

export interface BinaryResponse {
  readonly status: number
  readonly fields: Fields
  readonly content: Uint8Array
}

/** Framing indicators of section 3.3. */
const KNOWN_REQUEST = 0
const KNOWN_RESPONSE = 1
const INDETERMINATE_REQUEST = 2
const INDETERMINATE_RESPONSE = 3

export const encodeRequest = (request: BinaryRequest): Uint8Array => {
  const { method, scheme, authority, path, fields, content } = request
  const control = [method, scheme, authority, path].map((text) => prefixed(encodeUtf8(text)))
  return concatBytes(
    encodeVarint(KNOWN_REQUEST),
    ...control,
    encodeFields(fields),
    prefixed(content),
    noTrailers,
  )
}

export const encodeResponse = ({ status, fields, content }: BinaryResponse): Uint8Array =>
  concatBytes(
    encodeVarint(KNOWN_RESPONSE),
    encodeVarint(status),
    encodeFields(fields),
    prefixed(content),
    noTrailers,
  )

/** Zeros behind a message are padding (section 3.8). Throws a RangeError when the message itself is longer. */
export const padTo = (size: number, message: Uint8Array): Uint8Array => {
  if (message.length > size) throw new RangeError(`a message of ${message.length} bytes is no ${size} bytes`)
  const padded = new Uint8Array(size)
  padded.set(message)
  return padded
}

/** Undefined for what is no request in this form. */
export const decodeRequest = (bytes: Uint8Array): BinaryRequest | undefined =>
  read(bytes, (reader) => {
    const framing = reader.varint()
    if (framing !== KNOWN_REQUEST && framing !== INDETERMINATE_REQUEST) return reader.fail()
    const [method, scheme, authority, path] = [text(reader), text(reader), text(reader), text(reader)]
    return { method, scheme, authority, path, ...readRest(reader, framing === KNOWN_REQUEST) }
  })

/** Informational responses before it are read over. Undefined for what is no response in this form. */
export const decodeResponse = (bytes: Uint8Array): BinaryResponse | undefined =>
  read(bytes, (reader) => {
    const framing = reader.varint()
    if (framing !== KNOWN_RESPONSE && framing !== INDETERMINATE_RESPONSE) return reader.fail()
    const isKnown = framing === KNOWN_RESPONSE
    for (;;) {
      const status = reader.varint()
      if (status < 100 || status > 599) return reader.fail()
      if (status >= 200) return { status, ...readRest(reader, isKnown) }
      readFields(reader, isKnown)
    }
  })

const noTrailers = encodeVarint(0)

const encodeFields = (fields: Fields): Uint8Array =>
  prefixed(
    concatBytes(
      ...fields.flatMap(([name, value]) => [prefixed(encodeUtf8(name)), prefixed(encodeUtf8(value))]),
    ),
  )

const read = <Message>(bytes: Uint8Array, message: (reader: Reader) => Message): Message | undefined => {
  const reader = createReader(bytes)
  const value = message(reader)
  return reader.isWhole() ? value : undefined
}

/** Fields, content and trailers; what is empty at the end may be missing (section 3.8), and the rest is zeros. */
const readRest = (reader: Reader, isKnown: boolean): { fields: Fields; content: Uint8Array } => {
  const fields = reader.isAtEnd() ? [] : readFields(reader, isKnown)
  const content = reader.isAtEnd() ? new Uint8Array() : readContent(reader, isKnown)
  if (!reader.isAtEnd()) readFields(reader, isKnown)
  if (!reader.rest().every((byte) => byte === 0)) reader.fail()
  return { fields, content }
}

const readFields = (reader: Reader, isKnown: boolean): Fields => {
  const fields: [string, string][] = []
  const section = isKnown ? createReader(reader.take(reader.varint())) : reader
  while (section.isWhole() && !(isKnown && section.isAtEnd())) {
    const name = text(section)
    if (name === '' && !isKnown) break
    fields.push([name, text(section)])
    if (name === '' || name !== name.toLowerCase()) section.fail()
  }
  if (!section.isWhole()) reader.fail()
  return fields
}

const readContent = (reader: Reader, isKnown: boolean): Uint8Array => {
  if (isKnown) return reader.take(reader.varint())
  const chunks: Uint8Array[] = []
  for (let size = reader.varint(); size > 0; size = reader.varint()) chunks.push(reader.take(size))
  return concatBytes(...chunks)
}

/** Field values may hold any octet; what is not UTF-8 is nothing that is sent here. */
const text = (reader: Reader): string => decodeUtf8(reader.take(reader.varint())) ?? (reader.fail(), '')
