/** One big field: a receipt can be dropped on it, chosen as a file, or pasted, and so can the link to an act. */
import { type DragEvent, useRef, useState } from 'react'
import { Button } from '../../kit/button.tsx'
import { classes } from '../../kit/classes.ts'
import { TextArea } from '../../kit/field.tsx'
import styles from './check.module.css'
import { readPasted, type Pasted } from './read-pasted.ts'
import { useTexts } from './texts.ts'

/** A receipt is a few thousand bytes; with the signatures of institutions over many years it may be some megabytes. */
const fileSizeMax = 8 * 1024 * 1024

export const ReceiptField = ({
  onReceipt,
  onAct,
}: {
  readonly onReceipt: (file: string) => void
  /** Left out where no city can be asked for the receipt of an act. */
  readonly onAct?: (id: string) => void
}) => {
  const t = useTexts()
  const chooser = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const [isOver, setOver] = useState(false)
  const [problem, setProblem] = useState<string>()

  const take = (pasted: Pasted) => {
    setProblem(undefined)
    if (pasted.kind === 'receipt') onReceipt(pasted.file)
    else if (pasted.kind === 'act') {
      if (onAct) onAct(pasted.id)
      else setProblem(t('aloneAct'))
    } else if (pasted.kind === 'elsewhere') setProblem(t('elsewhere', { host: pasted.host }))
    else setProblem(t(pasted.kind === 'nothing' ? 'nothing' : 'unknown'))
  }
  const takeFile = async (file: File | undefined) => {
    if (!file) return
    if (file.size > fileSizeMax) return setProblem(t('tooLarge'))
    setProblem(undefined)
    onReceipt(await file.text())
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    const [file] = event.dataTransfer.files
    if (file) void takeFile(file)
    else take(readPasted(event.dataTransfer.getData('text'), location.host))
  }

  return (
    <form
      noValidate
      className={classes(styles['field'], isOver && styles['over'])}
      onSubmit={(event) => {
        event.preventDefault()
        take(readPasted(text, location.host))
      }}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <TextArea
        label={t(onAct ? 'field' : 'aloneField')}
        help={t(onAct ? 'fieldHelp' : 'aloneFieldHelp')}
        error={problem}
        required
        rows={3}
        value={text}
        spellCheck={false}
        autoCapitalize="none"
        onChange={(event) => setText(event.target.value)}
      />
      <div className={styles['buttons']}>
        <Button type="submit" look="primary" size="large">
          {t('check')}
        </Button>
        <Button look="tertiary" size="large" onClick={() => chooser.current?.click()}>
          {t('chooseFile')}
        </Button>
        <input
          ref={chooser}
          type="file"
          hidden
          accept=".tlog-proof,.maru-light,text/plain"
          onChange={(event) => {
            void takeFile(event.target.files?.[0])
            event.target.value = ''
          }}
        />
      </div>
    </form>
  )
}
