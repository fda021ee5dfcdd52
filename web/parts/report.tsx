/** Reporting a text, whoever wrote it and wherever it stands. The dialog is loaded when somebody wants it. */
import { lazy, Suspense, useState } from 'react'
import { usePerson } from '../city/persons.ts'
import { useRoles } from '../city/roles.ts'
import { Button, ButtonLink } from '../kit/button.tsx'
import { openWhoDialog } from '../shell/who.ts'
import { useTexts } from './texts.ts'

const ReportDialog = lazy(async () => ({ default: (await import('./report-dialog.tsx')).ReportDialog }))

export interface Reported {
  readonly service: 'proposals' | 'comments' | 'debates' | 'polls'
  /** Of the proposal, the comment, the opinion or the poll. */
  readonly number: number
  /** The page on which it stands. */
  readonly about: string
}

export const ReportButton = (reported: Reported) => {
  const t = useTexts()
  const person = usePerson()
  const roles = useRoles()
  const [isOpen, setOpen] = useState(false)
  // Officers report nothing: a moderator judges at once.
  if (roles?.includes('moderator')) {
    return (
      <ButtonLink to={`/desk/reports/${reported.service}-${reported.number}`} look="text" size="small">
        {t('hideAsModerator')}
      </ButtonLink>
    )
  }
  return (
    <>
      <Button look="text" size="small" onClick={() => (person ? setOpen(true) : openWhoDialog())}>
        {t('report')}
      </Button>
      {isOpen && (
        <Suspense>
          <ReportDialog {...reported} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
