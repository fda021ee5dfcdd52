/** Saying what one thinks: a side, and why. The last one that somebody gives counts. */
import { usePerson } from '@maru/web/city/persons.ts'
import { Choices } from '@maru/web/kit/choices.tsx'
import { Notice } from '@maru/web/kit/notice.tsx'
import { TextForm } from '@maru/web/parts/text-form.tsx'
import { useState } from 'react'
import type { Side } from '../state.ts'
import { type DebateRow, useOwnOpinion } from './data.ts'
import { sides } from './sides.ts'
import { useTexts } from './texts.ts'

export const OpinionForm = ({
  row: { debate },
  title,
}: {
  readonly row: DebateRow
  readonly title: string
}) => {
  const t = useTexts()
  const person = usePerson()
  const own = useOwnOpinion(debate, person?.account).data?.opinion
  const [side, setSide] = useState<Side>()
  return (
    <>
      {own && (
        <Notice tone="success">
          <p>{t('given', { side: t(own.side) })}</p>
        </Notice>
      )}
      <TextForm
        label={t('opinion')}
        button={t('give')}
        lengthMax={10_000}
        rows={6}
        reason={side === undefined ? t('chooseSide') : undefined}
        wishOf={(body) => ({
          service: 'debates',
          action: 'give-opinion',
          input: { debate, side: side as Side },
          text: { body },
          about: `/debates/${debate}`,
          title,
        })}
      >
        <Choices
          legend={t('side')}
          options={sides.map((value) => ({ value, label: t(value) }))}
          value={side}
          onChange={setSide}
        />
      </TextForm>
    </>
  )
}
