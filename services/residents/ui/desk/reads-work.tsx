/** The monthly look: a file of the entries of some days, or those of one account that somebody complained about. */
import { useCity } from '@maru/web/city/city.ts'
import { readAccount } from '@maru/web/city/devices.ts'
import { usePerson } from '@maru/web/city/persons.ts'
import { saveFile } from '@maru/web/city/save-file.ts'
import { Button } from '@maru/web/kit/button.tsx'
import { TextField } from '@maru/web/kit/field.tsx'
import { Notice } from '@maru/web/kit/notice.tsx'
import { ErrorState } from '@maru/web/kit/states.tsx'
import { daysAhead, dayToTime, timeToDay } from '@maru/web/screens/desk/days.ts'
import { Task } from '@maru/web/screens/desk/task.tsx'
import { ReadOrPaste } from '@maru/web/screens/devices/read-or-paste.tsx'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { accountIn } from './find-work.tsx'
import { collectReads, type ReadPage, readsMax, readsToCsv } from './reads-csv.ts'
import { useTexts } from './texts.ts'

const dayMs = 86_400_000

export const ReadsWork = () => {
  const t = useTexts()
  const navigate = useNavigate()
  return (
    <Task title={t('readsWork')} rule={t('rule-reads')}>
      <Export />
      <ReadOrPaste
        label={t('readsAccount')}
        help={t('accountNumberHelp')}
        wrong={t('accountWrong')}
        read={(text) => readAccount(text) ?? accountIn(text)}
        onFound={(account) => void navigate({ to: `/desk/reads/${account}` })}
      />
    </Task>
  )
}

const Export = () => {
  const t = useTexts()
  const person = usePerson()
  const { data: city } = useCity()
  const [from, setFrom] = useState(() => timeToDay(daysAhead(-31)))
  const [until, setUntil] = useState(() => timeToDay(Date.now()))
  const [start, end] = [dayToTime(from) - dayMs + 1_000, dayToTime(until) + 999]
  const { data, error, mutate, isPending } = useMutation({
    mutationFn: async () => {
      const { askVault } = await import('@maru/web/city/vault.ts')
      const asked = { from: start, until: end, limit: 1_000 }
      const found = await collectReads((before) =>
        askVault<ReadPage>(
          person!,
          city!.chain,
          'list-reads',
          before === undefined ? asked : { ...asked, before },
        ),
      )
      saveFile(`maru-reads-${from}-${until}.csv`, 'text/csv', readsToCsv(found.reads))
      return found
    },
  })
  return (
    <>
      <TextField
        label={t('readsFrom')}
        required
        type="date"
        value={from}
        onChange={({ target }) => setFrom(target.value)}
      />
      <TextField
        label={t('readsUntil')}
        required
        type="date"
        value={until}
        onChange={({ target }) => setUntil(target.value)}
      />
      <Button
        look="primary"
        wide
        aria-busy={isPending}
        reason={start <= end && person && city ? undefined : t('readsDays')}
        onClick={() => mutate()}
      >
        {t('readsSave')}
      </Button>
      {error && <ErrorState error={error} onRetry={() => mutate()} />}
      {data && (
        <div role="status">
          <Notice tone={data.isWhole ? 'success' : 'danger'} isUrgent={!data.isWhole}>
            <p>{t('readsSaved', { count: data.reads.length })}</p>
            <p>{t(data.isWhole ? 'readsWhole' : 'readsBrokenHelp')}</p>
            {!data.isAll && <p>{t('readsMore', { count: readsMax })}</p>}
          </Notice>
        </div>
      )}
    </>
  )
}
