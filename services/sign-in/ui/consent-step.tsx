/** What the service may be told, and until when. Nothing is ticked before; refusing is as large a button as agreeing. */
import { usePerson } from '@maru/web/city/persons.ts'
import { Button } from '@maru/web/kit/button.tsx'
import { Checks } from '@maru/web/kit/checks.tsx'
import { Choices } from '@maru/web/kit/choices.tsx'
import { Disclosure } from '@maru/web/kit/disclosure.tsx'
import { ErrorState } from '@maru/web/kit/states.tsx'
import layout from '@maru/web/parts/layout.module.css'
import { useFormat } from '@maru/web/texts/format.ts'
import { useLanguage } from '@maru/web/texts/settings.ts'
import { useState } from 'react'
import type { Attribute } from '../attributes.ts'
import { agree, type Details, refuse } from './interaction.ts'
import { useTexts } from './texts.ts'
import { useWayOn } from './use-way-on.ts'
import { useWords } from './words.ts'

const hourMs = 3_600_000
const spans = { once: hourMs, season: 90 * 24 * hourMs, year: 365 * 24 * hourMs } as const
type Span = keyof typeof spans

export const ConsentStep = ({
  interaction,
  details,
  chain,
}: {
  readonly interaction: string
  readonly details: Details
  readonly chain: string
}) => {
  const t = useTexts()
  const words = useWords()
  const language = useLanguage()
  const format = useFormat()
  const person = usePerson()
  const [chosen, setChosen] = useState<readonly Attribute[]>([])
  const [span, setSpan] = useState<Span>('once')
  const { go, isGoing, error } = useWayOn()
  const { service, asks, account } = details
  const until = () => Date.now() + spans[span]
  return (
    <form
      className={layout['stack']}
      onSubmit={(event) => {
        event.preventDefault()
        if (!isGoing) go(() => agree(interaction, details, chosen, until(), { person, chain }))
      }}
    >
      {asks.length === 0 ? (
        <p>{t('asksNothing')}</p>
      ) : (
        <Checks
          legend={t('mayKnow')}
          options={asks.map(({ attribute, ...purpose }) => ({
            value: attribute,
            label: words[attribute],
            help: t('purpose', { purpose: purpose[language] }),
          }))}
          values={chosen}
          onChange={setChosen}
        />
      )}
      <Choices
        legend={t('until')}
        options={(['once', 'season', 'year'] as const).map((value) => ({
          value,
          label: t(`span-${value}`),
          help: t('untilDate', { date: format.dateTime(Date.now() + spans[value]) }),
        }))}
        value={span}
        onChange={setSpan}
      />
      <Disclosure title={t('whatIsKept')}>
        <p>{t('keptByService', { code: service })}</p>
        <p>{t('keptByCity')}</p>
        <p>{t(person?.account === account ? 'keptOnRecord' : 'keptOnRecordLater')}</p>
      </Disclosure>
      <Button type="submit" size="large" wide aria-busy={isGoing}>
        {t(chosen.length > 0 || asks.length === 0 ? 'agree' : 'agreeToNothing')}
      </Button>
      <Button size="large" wide onClick={() => go(() => refuse(interaction))}>
        {t('disagree')}
      </Button>
      {error !== undefined && <ErrorState error={error} />}
    </form>
  )
}
