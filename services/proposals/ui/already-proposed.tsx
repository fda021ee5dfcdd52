/** Beside a proposal that is being written: what was proposed already. Supporting one often does more than another one. */
import { Disclosure } from '@maru/web/kit/disclosure.tsx'
import { useEffect, useState } from 'react'
import { SimilarList, useSimilar } from './similar.tsx'
import { useTexts } from './texts.ts'
import styles from './write.module.css'

const quietMs = 500

/** On a phone the list stays closed: it would push down what is being written. */
export const AlreadyProposed = ({
  title,
  body,
  besides,
}: {
  readonly title: string
  readonly body: string
  /** The one that is edited is like itself. */
  readonly besides?: number | undefined
}) => {
  const t = useTexts()
  const asked = useQuiet({ title, body })
  const { data } = useSimilar(asked.title, asked.body)
  const rows = data?.proposals.filter(({ proposal }) => proposal !== besides) ?? []
  const [isBeside] = useState(() => matchMedia('(min-width: 1024px)').matches)
  const said =
    rows.length > 0 ? t('similarFound', { count: rows.length }) : t(data ? 'similarNothing' : 'similarNone')
  return (
    <aside className={styles['aside']} aria-label={t('similar')}>
      <h2>{t('similar')}</h2>
      <p className={styles['said']} role="status">
        {said}
      </p>
      <div className={styles['found']}>
        {rows.length > 0 && (
          <Disclosure title={t('similarShow')} isOpen={isBeside}>
            <SimilarList rows={rows} />
          </Disclosure>
        )}
      </div>
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
