/** The check page by itself: it is built into one file, which runs wherever it was saved (build/alone.ts). */
import '../theme/theme.css'
import '../theme/base.css'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { StrictMode, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { FileGiven } from '../screens/check/file-given.tsx'
import { useFounders } from '../screens/check/founders.ts'
import { FoundersPart } from '../screens/check/founders-part.tsx'
import { KeyPart } from '../screens/check/key-part.tsx'
import { useLogKey } from '../screens/check/log-key.ts'
import { usePolicy } from '../screens/check/policy.ts'
import { PolicyPart } from '../screens/check/policy-part.tsx'
import { ReceiptField } from '../screens/check/receipt-field.tsx'
import { RecountPart } from '../screens/check/recount-part.tsx'
import { useTexts } from '../screens/check/texts.ts'
import { showSettings } from '../texts/settings.ts'
import styles from './alone.module.css'

const Alone = () => {
  const t = useTexts()
  const [file, setFile] = useState<string>()
  const keys = useLogKey()
  const founded = useFounders()
  const policies = usePolicy()
  return (
    <main className={styles['page']}>
      <title>{t('aloneTitle')}</title>
      <h1>{t('aloneTitle')}</h1>
      <p>{t('aloneLead')}</p>
      <ReceiptField onReceipt={setFile} />
      <FileGiven file={file} logKey={keys.logKey} policy={policies.policy} founders={founded.founders} />
      <RecountPart logKey={keys.logKey} hasCity={false} />
      <KeyPart {...keys} />
      <PolicyPart {...policies} />
      <FoundersPart {...founded} />
    </main>
  )
}

/** There is no city to ask: only questions that name their own conditions are worked out. */
const queries = new QueryClient({ defaultOptions: { queries: { enabled: false, networkMode: 'always' } } })

showSettings()
createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <Alone />
    </QueryClientProvider>
  </StrictMode>,
)
