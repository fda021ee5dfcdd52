/** Counting everything again in this browser: from the city's log, or from a copy of a log that somebody keeps. */
import { useRef, useState } from 'react'
import { announce } from '../../kit/announcer.tsx'
import { Button } from '../../kit/button.tsx'
import { Notice } from '../../kit/notice.tsx'
import { Section } from '../../kit/page.tsx'
import { recountInWorker } from './in-worker.ts'
import styles from './check.module.css'
import type { TrustedKey } from './log-key.ts'
import type { Answer, LogPlace } from './messages.ts'
import { RecountProgress, type Progress } from './recount-progress.tsx'
import { RecountResult } from './recount-result.tsx'
import { useTexts } from './texts.ts'

type State =
  | { readonly state: 'idle' }
  | ({ readonly state: 'running' } & Progress)
  | { readonly state: 'done'; readonly answer: Answer; readonly tookMs: number }

export const RecountPart = ({
  logKey,
  hasCity = true,
}: {
  readonly logKey: TrustedKey | undefined
  /** Whether this page came from a city's server, whose log can be fetched. */
  readonly hasCity?: boolean
}) => {
  const t = useTexts()
  const [state, setState] = useState<State>({ state: 'idle' })
  const running = useRef<AbortController>(undefined)
  const chooser = useRef<HTMLInputElement>(null)

  const start = async (from: LogPlace) => {
    if (!logKey) return
    const controller = new AbortController()
    running.current = controller
    const startedAt = performance.now()
    setState({ state: 'running', done: 0, size: 0, startedAt })
    const tell = (done: number, size: number) => setState({ state: 'running', done, size, startedAt })
    const answer = await recountInWorker(from, logKey.vkey, tell, controller.signal).catch(
      (error: unknown): Answer => ({ kind: 'failed', message: String(error) }),
    )
    setState({ state: 'done', answer, tookMs: performance.now() - startedAt })
    announce(t('recountDone'))
  }
  const stop = () => {
    running.current?.abort()
    setState({ state: 'idle' })
  }

  return (
    <Section title={t('recount')}>
      <p>{t(hasCity ? 'recountHelp' : 'aloneRecountHelp')}</p>
      {state.state === 'running' ? (
        <RecountProgress {...state} onStop={stop} />
      ) : (
        <div className={styles['buttons']}>
          {hasCity && (
            <Button
              look="secondary"
              size="large"
              reason={logKey ? undefined : t('keyMissing')}
              onClick={() => void start({ server: location.origin })}
            >
              {t('recountCity')}
            </Button>
          )}
          <Button
            look="tertiary"
            size="large"
            reason={logKey ? undefined : t('keyMissing')}
            onClick={() => chooser.current?.click()}
          >
            {t('recountFolder')}
          </Button>
          <input
            // React writes attributes that it does not know as they stand.
            {...{ webkitdirectory: '' }}
            ref={chooser}
            type="file"
            multiple
            hidden
            onChange={(event) => {
              const files = filesOfLog([...(event.target.files ?? [])])
              event.target.value = ''
              void start({ files })
            }}
          />
        </div>
      )}
      {state.state === 'done' && <Done {...state} />}
    </Section>
  )
}

const Done = ({ answer, tookMs }: { readonly answer: Answer; readonly tookMs: number }) => {
  const t = useTexts()
  if (answer.kind === 'recounted') return <RecountResult {...answer} tookMs={tookMs} />
  if (answer.kind === 'problem') {
    const { code, index, path, message } = answer.problem
    const kind = problemKinds.find((kind) => code.startsWith(kind)) ?? 'V5'
    return (
      <Notice tone="danger" title={t(`problem-${kind}`)} isUrgent>
        {index !== undefined && <p>{t('problemEntry', { index })}</p>}
        {path !== undefined && <p>{t('problemFile', { path })}</p>}
        <p>{t('problemHelp')}</p>
        <code className={styles['code']}>{`${code}: ${message}`}</code>
      </Notice>
    )
  }
  return (
    <Notice tone="warning" title={t('recountFailed')} isUrgent>
      <p>{t('recountFailedHelp')}</p>
      {answer.kind === 'failed' && <code className={styles['code']}>{answer.message}</code>}
    </Notice>
  )
}

/** As verifier/report.ts numbers them. */
const problemKinds = ['V1', 'V2', 'V3', 'V4', 'V5', 'V6', 'V7'] as const

/** A data folder has the log in log/; a copy may be the folder itself. Other files of a data folder are not the log's. */
const filesOfLog = (files: readonly File[]) => {
  const all = files.map((file) => ({ file, path: file.webkitRelativePath.replace(/^[^/]*\//, '') }))
  const inner = all.filter(({ path }) => path.startsWith('log/'))
  return inner.length === 0 ? all : inner.map(({ file, path }) => ({ file, path: path.slice('log/'.length) }))
}
