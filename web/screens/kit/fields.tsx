import { useState } from 'react'
import { Choices } from '../../kit/choices.tsx'
import { Select, TextArea, TextField } from '../../kit/field.tsx'
import { Section } from '../../kit/page.tsx'
import { useTexts } from './texts.ts'

export const Fields = () => {
  const t = useTexts()
  const [text, setText] = useState('')
  const [option, setOption] = useState<'option-a' | 'option-b' | ''>('')
  const [choice, setChoice] = useState<'choice-for' | 'choice-against'>()
  return (
    <Section title={t('fields')}>
      <TextField label={t('fieldLabel')} help={t('fieldHelp')} required />
      <TextField label={t('fieldLabel')} error={t('fieldError')} required />
      <TextArea
        label={t('areaLabel')}
        value={text}
        onChange={(event) => setText(event.target.value)}
        lengthMax={200}
      />
      <Select
        label={t('selectLabel')}
        value={option}
        onChange={setOption}
        options={(['option-a', 'option-b'] as const).map((value) => ({ value, label: t(value) }))}
      />
      <Choices
        legend={t('choiceLabel')}
        value={choice}
        onChange={setChoice}
        options={(['choice-for', 'choice-against'] as const).map((value) => ({ value, label: t(value) }))}
      />
    </Section>
  )
}
