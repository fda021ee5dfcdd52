/** All whose groups are not those of today, and one press for all of them. */
import { usePseudonym } from '@maru/web/city/pseudonym.ts'
import { useRoles } from '@maru/web/city/roles.ts'
import { Button } from '@maru/web/kit/button.tsx'
import { Progress } from '@maru/web/kit/progress.tsx'
import { Skeleton } from '@maru/web/kit/skeleton.tsx'
import { EmptyState, ErrorState } from '@maru/web/kit/states.tsx'
import layout from '@maru/web/parts/layout.module.css'
import { Task } from '@maru/web/screens/desk/task.tsx'
import { useDoors } from '../doors.ts'
import { useVaultQuery } from '../vault-query.ts'
import { DueRow } from './due-row.tsx'
import { useTexts } from './texts.ts'
import { type Due, useDueRun } from './use-due-run.ts'

export const DueWork = () => {
  const t = useTexts()
  const pseudonym = usePseudonym()
  const { data: doors } = useDoors()
  const isRegistrar = useRoles()?.includes('registrar') === true
  const { data, error, refetch } = useVaultQuery<{ readonly due: readonly Due[] }>('list-due')
  const { run, start, clear } = useDueRun(({ account }) => `${t('send-due')}: ${pseudonym(account)}`)
  const shown = run?.all ?? data?.due
  const again = () => {
    clear()
    void refetch()
  }
  return (
    <Task title={t('due')} rule={t('rule-due')}>
      {doors?.desk === false ? (
        <EmptyState title={t('noVault')} />
      ) : error && !run ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : !shown ? (
        <Skeleton lines={6} height="30rem" />
      ) : shown.length === 0 ? (
        <EmptyState title={t('noneDue')}>
          <p>{t('noneDueHelp')}</p>
        </EmptyState>
      ) : (
        <>
          {run ? (
            <Outcome run={run} onAgain={again} />
          ) : (
            <Button
              look="primary"
              wide
              reason={isRegistrar ? undefined : t('registrarOnly')}
              onClick={() => void start(shown)}
            >
              {t('sendAllDue', { count: shown.length })}
            </Button>
          )}
          <ul className={layout['stack']} aria-label={t('due')}>
            {shown.map((due) => (
              <DueRow key={due.account} due={due} step={run?.steps[due.account]} />
            ))}
          </ul>
        </>
      )}
    </Task>
  )
}

const Outcome = ({
  run: { all, steps, isRunning },
  onAgain,
}: {
  readonly run: NonNullable<ReturnType<typeof useDueRun>['run']>
  readonly onAgain: () => void
}) => {
  const t = useTexts()
  const of = (...names: readonly string[]): number =>
    Object.values(steps).filter(({ step }) => names.includes(step)).length
  const done = of('recorded', 'provable')
  return (
    <>
      <Progress value={done} max={all.length} label={t('due')} />
      <p role="status">
        {isRunning ? t('dueRunning') : t('dueOver', { done, failed: of('failed'), left: all.length - done })}
      </p>
      {!isRunning && (
        <div>
          <Button look="secondary" onClick={onAgain}>
            {t('dueAgain')}
          </Button>
        </div>
      )}
    </>
  )
}
