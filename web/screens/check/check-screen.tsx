import { useNavigate, useParams } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { Page } from '../../kit/page.tsx'
import { keepWorker } from './ask-worker.ts'
import { KeyPart } from './key-part.tsx'
import { useLogKey } from './log-key.ts'
import { ReceiptField } from './receipt-field.tsx'
import { ReceiptOfAct, ReceiptOfFile } from './receipt-parts.tsx'
import { RecountPart } from './recount-part.tsx'
import { ReceiptsHere } from './receipts-here.tsx'
import { SaveCheck } from './save-check.tsx'
import { useTexts } from './texts.ts'

/** Checks a receipt, or counts everything again, in this browser: the server only hands out what is checked. */
export const Screen = () => {
  const t = useTexts()
  const navigate = useNavigate()
  const { id }: { readonly id?: string } = useParams({ strict: false })
  const [file, setFile] = useState<string>()
  const keys = useLogKey()
  const { logKey } = keys
  useEffect(keepWorker, [])
  return (
    <Page title={t('title')} lead={<p>{t('lead')}</p>} crumbs={[]}>
      <ReceiptField
        onReceipt={setFile}
        onAct={(id) => {
          setFile(undefined)
          void navigate({ to: `/check/${id}` })
        }}
      />
      {logKey && file !== undefined && <ReceiptOfFile file={file} logKey={logKey} />}
      {logKey && file === undefined && id !== undefined && (
        <ReceiptOfAct id={id.toLowerCase()} logKey={logKey} />
      )}
      <ReceiptsHere />
      <RecountPart logKey={logKey} />
      <KeyPart {...keys} />
      <SaveCheck logKey={logKey} />
    </Page>
  )
}
