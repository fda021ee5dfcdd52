/** The institutions' signatures for an act, asked for by a press: the file can be kept, too. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '../../kit/button.tsx'
import { Section } from '../../kit/page.tsx'
import { Skeleton } from '../../kit/skeleton.tsx'
import { ErrorState } from '../../kit/states.tsx'
import styles from './check.module.css'
import type { Founders } from './founders.ts'
import { LightOfFile } from './light-part.tsx'
import { useTexts } from './texts.ts'

export const LightOfAct = ({ id, founders }: { readonly id: string; readonly founders: Founders }) => {
  const t = useTexts()
  const [isAsked, setAsked] = useState(false)
  const path = `/api/receipts/${id}/light`
  const { data, error, refetch } = useQuery({
    queryKey: ['path', path],
    queryFn: async () => {
      const response = await fetch(path)
      const text = await response.text()
      if (response.ok) return text
      throw new Error((JSON.parse(text) as { detail?: string }).detail ?? `${response.status}`)
    },
    enabled: isAsked,
    retry: false,
  })
  return (
    <Section title={t('light-title')}>
      <p>{t('light-lead')}</p>
      <div className={styles['buttons']}>
        {!isAsked && <Button onClick={() => setAsked(true)}>{t('light-ask')}</Button>}
        <a className={styles['link']} href={path} download={`${id.slice(0, 16)}.maru-light`}>
          {t('light-save')}
        </a>
      </div>
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {isAsked && !data && !error && <Skeleton lines={6} height="24rem" />}
      {data !== undefined && <LightOfFile file={data} founders={founders} id={id} />}
    </Section>
  )
}
