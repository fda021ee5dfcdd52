/** What the city has recorded under one voter's number: to be looked up on any device, also one that did not vote. */
import { Button } from '@maru/web/kit/button.tsx'
import { TextField } from '@maru/web/kit/field.tsx'
import { Notice } from '@maru/web/kit/notice.tsx'
import { Page, Section } from '@maru/web/kit/page.tsx'
import { Skeleton } from '@maru/web/kit/skeleton.tsx'
import { ErrorState } from '@maru/web/kit/states.tsx'
import layout from '@maru/web/parts/layout.module.css'
import { useFormat } from '@maru/web/texts/format.ts'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { AnswerLines } from './answer-lines.tsx'
import { type PollRow, usePoll, usePollWords, useRecorded } from './data.ts'
import { useTexts } from './texts.ts'

export const Screen = () => {
  const { poll }: { readonly poll?: string } = useParams({ strict: false })
  const { data, error, refetch } = usePoll(Number(poll))
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Skeleton lines={10} height="40rem" />
  return <Lookup row={data} />
}

const isVoter = (text: string): boolean => /^[0-9a-f]{40}$/.test(text)

const Lookup = ({ row }: { readonly row: PollRow }) => {
  const t = useTexts()
  const search: { readonly voter?: unknown } = useSearch({ strict: false })
  const navigate = useNavigate()
  const given = typeof search.voter === 'string' ? search.voter : ''
  const [voter, setVoter] = useState(given)
  const [isTried, setTried] = useState(false)
  const { data: words } = usePollWords(row.content)
  const title = words?.title ?? t('noTitle', { number: row.poll })
  const to = `/polls/${row.poll}`
  const number = voter.trim().toLowerCase()
  return (
    <Page
      title={t('checkVote')}
      crumbs={[
        { label: t('title'), to: '/polls' },
        { label: title, to },
      ]}
      lead={<p>{t('checkVoteLead')}</p>}
    >
      <form
        className={layout['stack']}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          setTried(true)
          if (isVoter(number)) void navigate({ to: `${to}/vote`, search: { voter: number } })
        }}
      >
        <TextField
          label={t('voterNumber')}
          help={t(row.secrecy === 'named' ? 'voterHelpNamed' : 'voterHelp')}
          required
          autoComplete="off"
          spellCheck={false}
          value={voter}
          error={isTried && !isVoter(number) && t('voterWrong')}
          onChange={({ target }) => setVoter(target.value)}
        />
        <div>
          <Button look="primary" type="submit">
            {t('lookUp')}
          </Button>
        </div>
      </form>
      {isVoter(given) && (
        <Section title={t('recordedTitle')}>
          <Found row={row} voter={given} />
        </Section>
      )}
    </Page>
  )
}

const Found = ({ row, voter }: { readonly row: PollRow; readonly voter: string }) => {
  const t = useTexts()
  const format = useFormat()
  const { data, error, refetch } = useRecorded(row, voter)
  const { data: words } = usePollWords(row.content)
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Skeleton lines={3} />
  if (!data.voted) {
    return (
      <Notice tone="neutral">
        <p>{t('nothingRecorded')}</p>
      </Notice>
    )
  }
  return (
    <Notice tone="success" title={t('recordedAt', { time: format.clock(data.at), sequence: data.sequence })}>
      {data.answers === null ? (
        <p>{t('unlisted', { count: row.shownFrom })}</p>
      ) : (
        words && <AnswerLines questions={row.questions} words={words} answers={data.answers} />
      )}
    </Notice>
  )
}
