/** What another device shows: read by the camera, or pasted as text where there is none. */
import { useState } from 'react'
import { TextField } from '../../kit/field.tsx'
import { Camera } from './camera.tsx'
import { useTexts } from './texts.ts'

export const ReadOrPaste = <Found,>({
  label,
  help,
  wrong,
  read,
  onFound,
}: {
  readonly label: string
  readonly help: string
  /** Said of a text that is something else. */
  readonly wrong: string
  readonly read: (text: string) => Found | undefined
  readonly onFound: (found: Found) => void
}) => {
  const t = useTexts()
  const [pasted, setPasted] = useState('')
  const [isOther, setOther] = useState(false)
  const take = (text: string): boolean => {
    const found = read(text)
    setOther(found === undefined)
    if (found !== undefined) onFound(found)
    return found !== undefined
  }
  return (
    <>
      <Camera onText={take} />
      <TextField
        label={label}
        help={help}
        required
        value={pasted}
        autoComplete="off"
        spellCheck={false}
        error={isOther && `${wrong} ${t('readAgain')}`}
        onChange={({ target }) => {
          setPasted(target.value)
          if (target.value.trim() === '') setOther(false)
          else take(target.value)
        }}
      />
    </>
  )
}
