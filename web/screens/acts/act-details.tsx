/** All there is in an act: its fields as they were decoded, and the bytes of its entry. */
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { Disclosure } from '../../kit/disclosure.tsx'
import { useFormat } from '../../texts/format.ts'
import type { Act } from './act.ts'
import styles from './acts.module.css'
import { useServiceWords } from './service-words.ts'
import { useTexts } from './texts.ts'

export const ActDetails = ({ act, entry }: { readonly act: Act; readonly entry: Uint8Array }) => {
  const t = useTexts()
  const format = useFormat()
  const words = useServiceWords()
  const rows = [
    ['id', act.id],
    ['service', `${words.service(act.service)} (${act.service})`],
    ['action', `${words.action(act.service, act.action)} (${act.action})`],
    ['input', toText(act.input)],
    [
      'events',
      act.events.map(([event, data]) => `${words.event(act.service, event)} ${toText(data)}`).join('\n'),
    ],
    ['chain', act.chain],
    ['keyId', act.keyId],
    ['algorithm', act.algorithm],
    ['validUntil', format.clock(act.validUntil)],
  ] as const
  return (
    <Disclosure title={t('details')}>
      <dl className={styles['fields']}>
        {rows.map(([name, value]) => (
          <div key={name} className={styles['pair']}>
            <dt>{t(`field-${name}`)}</dt>
            <dd className={styles['value']}>{value === '' ? '–' : value}</dd>
          </div>
        ))}
      </dl>
      <h3>{t('bytes', { size: format.number(entry.length) })}</h3>
      <pre
        className={styles['bytes']}
        tabIndex={0}
        aria-label={t('bytes', { size: format.number(entry.length) })}
      >
        {hexLines(entry)}
      </pre>
    </Disclosure>
  )
}

/** Bytes inside are written as hexadecimal digits. */
const toText = (value: unknown): string =>
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
