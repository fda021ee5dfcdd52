/** Bytes as they are, for those who ask; and values that were read out of them. */
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import styles from './acts.module.css'

export const RawBytes = ({ label, bytes }: { readonly label: string; readonly bytes: Uint8Array }) => (
  <pre className={styles['bytes']} tabIndex={0} role="region" aria-label={label}>
    {hexLines(bytes)}
  </pre>
)

/** Bytes inside are written as hexadecimal digits. */
export const valueToText = (value: unknown): string =>
  JSON.stringify(
    value,
    (_name, inner: unknown) =>
      inner instanceof Uint8Array ? bytesToHex(inner) : typeof inner === 'bigint' ? String(inner) : inner,
    1,
  ).replaceAll(/\s*\n\s*/g, ' ')

/** Sixteen bytes a line, two by two. */
const hexLines = (bytes: Uint8Array): string =>
  (bytesToHex(bytes).match(/.{1,32}/g) ?? [])
    .map((line) => (line.match(/.{1,4}/g) ?? []).join(' '))
    .join('\n')
