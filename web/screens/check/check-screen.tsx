import { useNavigate, useParams } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { Page } from '../../kit/page.tsx'
import { keepWorker } from './ask-worker.ts'
import { FileGiven } from './file-given.tsx'
import { useFounders } from './founders.ts'
import { FoundersPart } from './founders-part.tsx'
import { KeyPart } from './key-part.tsx'
import { LightOfAct } from './light-of-act.tsx'
import { useLogKey } from './log-key.ts'
import { usePolicy } from './policy.ts'
import { PolicyPart } from './policy-part.tsx'
import { ReceiptField } from './receipt-field.tsx'
import { ReceiptOfAct } from './receipt-parts.tsx'
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
  const founded = useFounders()
  const policies = usePolicy()
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
      <FileGiven file={file} logKey={logKey} policy={policies.policy} founders={founded.founders} />
      {logKey && file === undefined && id !== undefined && (
        <ReceiptOfAct id={id.toLowerCase()} logKey={logKey} policy={policies.policy} />
      )}
      {founded.founders && file === undefined && id !== undefined && (
        <LightOfAct key={id} id={id.toLowerCase()} founders={founded.founders} />
      )}
      <ReceiptsHere />
      <RecountPart logKey={logKey} />
      <KeyPart {...keys} />
      <PolicyPart {...policies} />
      <FoundersPart {...founded} />
      <SaveCheck logKey={logKey} founders={founded.founders} />
    </Page>
  )
}
