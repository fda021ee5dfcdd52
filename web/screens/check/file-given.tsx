/** A receipt that somebody has: under the log's key, or with the signatures of validators. */
import { isLightBundle } from '@maru/kernel/consensus/is-light-bundle.ts'
import { Notice } from '../../kit/notice.tsx'
import type { Founders } from './founders.ts'
import { LightOfFile } from './light-part.tsx'
import type { TrustedKey } from './log-key.ts'
import type { TrustedPolicy } from './policy.ts'
import { ReceiptOfFile } from './receipt-parts.tsx'
import { useTexts } from './texts.ts'

export const FileGiven = ({
  file,
  logKey,
  policy,
  founders,
}: {
  readonly file: string | undefined
  readonly logKey: TrustedKey | undefined
  readonly policy: TrustedPolicy | undefined
  readonly founders: Founders | undefined
}) => {
  const t = useTexts()
  if (file === undefined) return null
  if (!isLightBundle(file))
    return logKey ? <ReceiptOfFile file={file} logKey={logKey} policy={policy} /> : null
  if (founders) return <LightOfFile file={file} founders={founders} />
  return (
    <Notice tone="warning" title={t('foundersMissing')} isUrgent>
      <p>{t('foundersMissingHelp')}</p>
    </Notice>
  )
}
