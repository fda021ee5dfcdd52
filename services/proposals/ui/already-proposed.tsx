/** Beside a proposal that is being written: what was proposed already. Supporting one often does more than another one. */
import layout from '@maru/web/parts/layout.module.css'
import { useEffect, useState } from 'react'
import { SimilarList, useSimilar } from './similar.tsx'
import { useTexts } from './texts.ts'
import styles from './write.module.css'

const quietMs = 500

export const AlreadyProposed = ({ title, body }: { readonly title: string; readonly body: string }) => {
  const t = useTexts()
  const asked = useQuiet({ title, body })
  const { data } = useSimilar(asked.title, asked.body)
  const rows = data?.proposals ?? []
  return (
    <aside className={styles['aside']} aria-label={t('similar')}>
      <h2>{t('similar')}</h2>
      <p className={layout['soft']} role="status">
        {rows.length > 0
          ? t('similarFound', { count: rows.length })
          : t(data ? 'similarNothing' : 'similarNone')}
      </p>
      {rows.length > 0 && <SimilarList rows={rows} />}
    </aside>
  )
}

/** What was written when nobody has typed for a moment. */
const useQuiet = (written: { readonly title: string; readonly body: string }) => {
  const { title, body } = written
  const [quiet, setQuiet] = useState(written)
  useEffect(() => {
    const timer = setTimeout(() => setQuiet({ title, body }), quietMs)
    return () => clearTimeout(timer)
  }, [title, body])
  return quiet
}
