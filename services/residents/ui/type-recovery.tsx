/** Typing the recovery secret in on another device. It is kept only if it is the one that the record has of the account. */
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { Button } from '@maru/web/kit/button.tsx'
import { TextField } from '@maru/web/kit/field.tsx'
import layout from '@maru/web/parts/layout.module.css'
import { useState } from 'react'
import { useTexts } from './texts.ts'

export const TypeRecovery = ({
  account,
  chain,
  commitment,
  onFound,
}: {
  readonly account: string
  readonly chain: string
  readonly commitment: string
  readonly onFound: () => void
}) => {
  const t = useTexts()
  const [text, setText] = useState('')
  const [wrong, setWrong] = useState<'secretWrong' | 'secretOfAnother'>()
  const check = async () => {
    const { readRecovery } = await import('@maru/web/city/recovery.ts')
    const read = readRecovery(text, chain)
    if (!read) return setWrong('secretWrong')
    if (bytesToHex(read.commitment) !== commitment) return setWrong('secretOfAnother')
    await read.keep(account)
    onFound()
  }
  return (
    <div className={layout['stack']}>
      <TextField
        label={t('recoverySecret')}
        help={t('typeInHelp')}
        required
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        value={text}
        error={wrong && t(wrong)}
        onChange={({ target }) => {
          setText(target.value)
          setWrong(undefined)
        }}
      />
      <div>
        <Button look="primary" onClick={() => void check()}>
          {t('useIt')}
        </Button>
      </div>
    </div>
  )
}
