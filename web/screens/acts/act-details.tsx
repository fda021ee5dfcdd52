/** All there is in an act: its fields as they were decoded, and the bytes of its entry. */
import { Disclosure } from '../../kit/disclosure.tsx'
import { useFormat } from '../../texts/format.ts'
import type { Act } from './act.ts'
import styles from './acts.module.css'
import { RawBytes, valueToText } from './raw-bytes.tsx'
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
    ['input', valueToText(act.input)],
    [
      'events',
      act.events.map(([event, data]) => `${words.event(act.service, event)} ${valueToText(data)}`).join('\n'),
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
      <RawBytes label={t('bytes', { size: format.number(entry.length) })} bytes={entry} />
    </Disclosure>
  )
}
