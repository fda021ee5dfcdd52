/** Being told by e-mail. An address is told nothing before its owner has sent back the code that went to it. */
import { useEffect, useRef, useState } from 'react'
import { useCity } from '../../city/city.ts'
import { Button } from '../../kit/button.tsx'
import { Choices } from '../../kit/choices.tsx'
import { TextField } from '../../kit/field.tsx'
import { ErrorState } from '../../kit/states.tsx'
import layout from '../../parts/layout.module.css'
import { useLanguage } from '../../texts/settings.ts'
import { useRhythms } from './rhythms.ts'
import { useTexts } from './texts.ts'
import { type Kept, type Mine, type Rhythm, useNoticeAct } from './use-notices.ts'

export const EmailSettings = ({ mine, kept }: { readonly mine: Mine; readonly kept: Kept }) => {
  const t = useTexts()
  const [isOther, setOther] = useState(false)
  const { email, claim } = kept
  const other = () => setOther(true)
  const back = () => setOther(false)
  const step = isOther ? 'address' : claim ? 'code' : email ? 'on' : 'address'
  const place = useRef<HTMLDivElement>(null)
  const before = useRef(step)
  useEffect(() => {
    if (before.current !== step) place.current?.focus()
    before.current = step
  }, [step])
  return (
    <div ref={place} tabIndex={-1} role="group" aria-label={t('email')}>
      {step === 'address' && <Address mine={mine} onAsked={back} onBack={isOther ? back : undefined} />}
      {step === 'code' && claim && <Code mine={mine} claim={claim} onOther={other} />}
      {step === 'on' && email && <On mine={mine} email={email} onOther={other} />}
    </div>
  )
}

const Address = ({
  mine,
  onAsked,
  onBack,
}: {
  readonly mine: Mine
  readonly onAsked: () => void
  /** To what there was before; undefined when there was nothing. */
  readonly onBack: (() => void) | undefined
}) => {
  const t = useTexts()
  const language = useLanguage()
  const [address, setAddress] = useState('')
  const [rhythm, setRhythm] = useState<Rhythm>('daily')
  const [isTried, setTried] = useState(false)
  const { mutate, error, isPending } = useNoticeAct(mine)
  const isAddress = /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(address.trim())
  return (
    <form
      className={layout['stack']}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (!isAddress || isPending) return
        const input = { address: address.trim(), rhythm, language }
        mutate({ action: 'set-email', input }, { onSuccess: onAsked })
      }}
    >
      <TextField
        label={t('emailAddress')}
        help={t('emailHelp')}
        type="email"
        autoComplete="email"
        required
        value={address}
        error={isTried && !isAddress && t('emailWrong')}
        onChange={({ target }) => setAddress(target.value)}
      />
      <Choices legend={t('rhythm')} options={useRhythms()} value={rhythm} onChange={setRhythm} />
      <div className={layout['row']}>
        <Button look="secondary" type="submit" aria-busy={isPending}>
          {t('sendCode')}
        </Button>
        {onBack && (
          <Button look="text" onClick={onBack}>
            {t('cancel')}
          </Button>
        )}
      </div>
      {error && <ErrorState error={error} />}
    </form>
  )
}

const Code = ({
  mine,
  claim: { address },
  onOther,
}: {
  readonly mine: Mine
  readonly claim: NonNullable<Kept['claim']>
  readonly onOther: () => void
}) => {
  const t = useTexts()
  const { data: city } = useCity()
  const [code, setCode] = useState('')
  const [isTried, setTried] = useState(false)
  const { mutate, error, isPending } = useNoticeAct(mine)
  const isCode = /^\d{8}$/.test(code.trim())
  return (
    <form
      className={layout['stack']}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (isCode && !isPending) mutate({ action: 'confirm-email', input: { code: code.trim() } })
      }}
    >
      <p role="status">{t('codeSent', { address })}</p>
      {city?.demonstration === true && <p className={layout['soft']}>{t('codeDemonstration')}</p>}
      <TextField
        label={t('code')}
        inputMode="numeric"
        autoComplete="one-time-code"
        required
        value={code}
        error={isTried && !isCode && t('codeWrong')}
        onChange={({ target }) => setCode(target.value)}
      />
      <div className={layout['row']}>
        <Button look="secondary" type="submit" aria-busy={isPending}>
          {t('confirm')}
        </Button>
        <Button look="text" onClick={onOther}>
          {t('otherAddress')}
        </Button>
      </div>
      {error && <ErrorState error={error} />}
    </form>
  )
}

const On = ({
  mine,
  email: { address, rhythm },
  onOther,
}: {
  readonly mine: Mine
  readonly email: NonNullable<Kept['email']>
  readonly onOther: () => void
}) => {
  const t = useTexts()
  const language = useLanguage()
  const { mutate, error } = useNoticeAct(mine)
  // What was pressed is chosen at once, and until the city's answer says otherwise.
  const [pressed, setPressed] = useState<Rhythm>()
  const set = (rhythm: Rhythm | 'off') => {
    if (rhythm !== 'off') setPressed(rhythm)
    const input = { address, rhythm, language }
    mutate({ action: 'set-email', input }, { onSettled: () => setPressed(undefined) })
  }
  return (
    <div className={layout['stack']}>
      <p role="status">{t('emailOn', { address })}</p>
      <Choices legend={t('rhythm')} options={useRhythms()} value={pressed ?? rhythm} onChange={set} />
      <div className={layout['row']}>
        <Button look="tertiary" size="small" onClick={onOther}>
          {t('otherAddress')}
        </Button>
        <Button look="text" size="small" onClick={() => set('off')}>
          {t('emailEnd')}
        </Button>
      </div>
      {error && <ErrorState error={error} />}
    </div>
  )
}
