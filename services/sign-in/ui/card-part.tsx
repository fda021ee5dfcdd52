/** Signing in by showing the card: in the wallet of this device, or of another one that scans the picture. */
import { Button } from '@maru/web/kit/button.tsx'
import { TextField } from '@maru/web/kit/field.tsx'
import { ErrorState } from '@maru/web/kit/states.tsx'
import layout from '@maru/web/parts/layout.module.css'
import { QrCode } from '@maru/web/screens/devices/qr-code.tsx'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { askForCard, proveByCard } from './interaction.ts'
import { useTexts } from './texts.ts'

export const CardPart = ({
  interaction,
  isGoing,
  go,
}: {
  readonly interaction: string
  readonly isGoing: boolean
  readonly go: (step: () => Promise<string>) => void
}) => {
  const t = useTexts()
  const { data, error, isPending, mutate } = useMutation({ mutationFn: () => askForCard(interaction) })
  if (!data) {
    return (
      <>
        <Button size="large" wide aria-busy={isPending} onClick={() => mutate()}>
          {t('byCard')}
        </Button>
        {error && <ErrorState error={error} />}
      </>
    )
  }
  return (
    <section className={layout['stack']} aria-label={t('byCard')}>
      <p>{t('cardHow')}</p>
      <p>
        <a className={layout['link']} href={data.link}>
          {t('cardHere')}
        </a>
      </p>
      <QrCode text={data.link} label={t('cardPicture')} />
      <CodeForm isGoing={isGoing} onCode={(code) => go(() => proveByCard(interaction, code))} />
    </section>
  )
}

const CodeForm = ({
  isGoing,
  onCode,
}: {
  readonly isGoing: boolean
  readonly onCode: (code: string) => void
}) => {
  const t = useTexts()
  const [text, setText] = useState('')
  const [isTried, setTried] = useState(false)
  const code = text.replaceAll(/\s/g, '')
  const isWhole = /^[0-9]{8}$/.test(code)
  return (
    <form
      className={layout['stack']}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (isWhole && !isGoing) onCode(code)
      }}
    >
      <TextField
        label={t('cardCode')}
        help={t('cardCodeHelp')}
        inputMode="numeric"
        autoComplete="one-time-code"
        required
        value={text}
        error={isTried && !isWhole && t('cardCodeWrong')}
        onChange={({ target }) => setText(target.value)}
      />
      <div>
        <Button type="submit" aria-busy={isGoing}>
          {t('cardGoOn')}
        </Button>
      </div>
    </form>
  )
}
