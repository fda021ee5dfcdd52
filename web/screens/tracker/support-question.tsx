/** Whether an account supports a proposal: one of the two is the page's, the other is asked for. */
import { useState } from 'react'
import { usePerson } from '../../city/persons.ts'
import { Button } from '../../kit/button.tsx'
import { TextField } from '../../kit/field.tsx'
import { Icon } from '../../kit/icon.tsx'
import { Section } from '../../kit/page.tsx'
import { useFormat } from '../../texts/format.ts'
import { Proved } from './prove-state.tsx'
import { useTexts } from './texts.ts'
import styles from './tracker.module.css'

type Subject = { readonly account: string } | { readonly proposal: number }

export const SupportQuestion = (subject: Subject) => {
  const t = useTexts()
  const person = usePerson()
  const wanted = 'account' in subject ? 'proposal' : 'account'
  const [text, setText] = useState<string>()
  const [isWrong, setWrong] = useState(false)
  const [asked, setAsked] = useState<Asked>()
  const given = (text ?? (wanted === 'account' ? person?.account : undefined) ?? '').trim().toLowerCase()
  const ask = () => {
    const isRight = (wanted === 'account' ? /^[0-9a-f]{40}$/ : /^[1-9][0-9]{0,14}$/).test(given)
    setWrong(!isRight)
    if (!isRight) return
    const whole =
      'account' in subject ? { ...subject, proposal: Number(given) } : { ...subject, account: given }
    setAsked({ ...whole, presses: (asked?.presses ?? 0) + 1 })
  }
  return (
    <Section title={t('whoSupports')}>
      <p>{t('whoSupportsHelp')}</p>
      <form
        noValidate
        className={styles['search']}
        onSubmit={(event) => {
          event.preventDefault()
          ask()
        }}
      >
        <TextField
          label={t(`${wanted}Field`)}
          required
          value={text ?? given}
          error={isWrong ? t(`${wanted}FieldWrong`) : undefined}
          inputMode={wanted === 'proposal' ? 'numeric' : undefined}
          spellCheck={false}
          autoComplete="off"
          autoCapitalize="none"
          onChange={(event) => setText(event.target.value)}
        />
        <Button type="submit">
          <Icon name="lock" />
          {t('prove')}
        </Button>
      </form>
      {asked && <Answer key={`${asked.account} ${asked.proposal} ${asked.presses}`} {...asked} />}
    </Section>
  )
}

interface Asked {
  readonly account: string
  readonly proposal: number
  readonly presses: number
}

const Answer = ({ account, proposal }: Asked) => {
  const t = useTexts()
  const format = useFormat()
  const about = { account: account.slice(0, 8), number: format.number(proposal) }
  return (
    <Proved
      row={{ service: 'proposals', table: 'supports', key: `${proposal},${account}` }}
      says={(row) =>
        row === undefined
          ? t('supportMissing', about)
          : t('supportProven', { ...about, time: format.clock((row as { readonly time: number }).time) })
      }
    />
  )
}
