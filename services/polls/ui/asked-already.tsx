/** Beside a poll that is being written: what was asked already. Taking part there may be enough. */
import { Disclosure } from '@maru/web/kit/disclosure.tsx'
import layout from '@maru/web/parts/layout.module.css'
import { useEffect, useState } from 'react'
import { useSimilarPolls } from './data.ts'
import { PollCard } from './poll-card.tsx'
import { useTexts } from './texts.ts'

const quietMs = 500

/** It stays closed: it would push down what is being written. */
export const AskedAlready = ({ title }: { readonly title: string }) => {
  const t = useTexts()
  const { data } = useSimilarPolls(useQuiet(title))
  const rows = data?.polls ?? []
  return (
    <>
      <p role="status" className={layout['soft']}>
        {data && rows.length > 0 ? t('similarFound', { count: rows.length }) : ''}
      </p>
      {rows.length > 0 && (
        <Disclosure title={t('similarShow')}>
          <div className={layout['stack']}>
            {rows.map((row) => (
              <PollCard key={row.poll} row={row} />
            ))}
          </div>
        </Disclosure>
      )}
    </>
  )
}

/** What was written when nobody has typed for a moment. */
const useQuiet = (written: string): string => {
  const [quiet, setQuiet] = useState(written)
  useEffect(() => {
    const timer = setTimeout(() => setQuiet(written), quietMs)
    return () => clearTimeout(timer)
  }, [written])
  return quiet
}
