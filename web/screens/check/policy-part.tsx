/** Which others have to have signed, and where to say so: pasted, chosen or dropped as a file, or as the city has it. */
import { type DragEvent, useRef } from 'react'
import { Button } from '../../kit/button.tsx'
import { TextArea } from '../../kit/field.tsx'
import { Section } from '../../kit/page.tsx'
import type { usePolicy } from './policy.ts'
import { useTexts } from './texts.ts'

/** As large as the kernel reads one. */
const fileSizeMax = 100_000

export const PolicyPart = ({ policy, given, setGiven }: ReturnType<typeof usePolicy>) => {
  const t = useTexts()
  const chooser = useRef<HTMLInputElement>(null)
  const take = async (file: File | undefined) => {
    if (file && file.size <= fileSizeMax) setGiven(await file.text())
  }
  const drop = (event: DragEvent) => {
    const [file] = event.dataTransfer.files
    if (!file) return
    event.preventDefault()
    void take(file)
  }
  return (
    <Section title={t('policy')}>
      <p>{t('policyHelp')}</p>
      <p>{t(`policyFrom-${policy?.from ?? 'none'}`)}</p>
      <div onDragOver={(event) => event.preventDefault()} onDrop={drop}>
        <TextArea
          label={t('policyField')}
          help={t('policyFieldHelp')}
          rows={3}
          value={given}
          spellCheck={false}
          autoCapitalize="none"
          onChange={(event) => setGiven(event.target.value)}
        />
      </div>
      <div>
        <Button look="tertiary" onClick={() => chooser.current?.click()}>
          {t('policyFile')}
        </Button>
        <input
          ref={chooser}
          type="file"
          hidden
          accept=".policy,text/plain"
          onChange={(event) => {
            void take(event.target.files?.[0])
            event.target.value = ''
          }}
        />
      </div>
    </Section>
  )
}
