import { TextArea, TextField } from '@maru/web/kit/field.tsx'
import { Checks } from '@maru/web/kit/checks.tsx'
import layout from '@maru/web/parts/layout.module.css'
import { Sign } from '@maru/web/screens/desk/sign.tsx'
import { Task } from '@maru/web/screens/desk/task.tsx'
import { useState } from 'react'
import { attributes, type Attribute } from '../../attributes.ts'
import type { Service } from '../data.ts'
import { useWords } from '../words.ts'
import { emptyEntry, entryOf, faultOf, inputOf, type Entry } from './entry.ts'
import { useTexts } from './texts.ts'

export const EntryForm = ({
  action,
  before,
}: {
  readonly action: 'register-service' | 'change-service'
  readonly before?: Service
}) => {
  const t = useTexts()
  const words = useWords()
  const [entry, setEntry] = useState<Entry>(before ? entryOf(before) : emptyEntry)
  const set = (change: Partial<Entry>) => setEntry({ ...entry, ...change })
  const field = (name: 'service' | 'ko' | 'en' | 'publicKey') => ({
    label: t(`field-${name}`),
    required: true,
    value: entry[name],
    onChange: ({ target }: { readonly target: { readonly value: string } }) => set({ [name]: target.value }),
  })
  const purpose = (attribute: Attribute, language: 'ko' | 'en') => {
    const key = `${attribute}-${language}` as const
    return (
      <TextField
        key={key}
        label={t(`purpose-${language}`, { attribute: words[attribute] })}
        required
        maxLength={200}
        value={entry.purposes[key] ?? ''}
        onChange={({ target }) => set({ purposes: { ...entry.purposes, [key]: target.value } })}
      />
    )
  }
  const fault = faultOf(entry)
  return (
    <Task title={t(action)} rule={t(`rule-${action}`)}>
      {before === undefined && <TextField {...field('service')} help={t('help-service')} />}
      <TextField {...field('ko')} maxLength={100} />
      <TextField {...field('en')} maxLength={100} />
      <TextField {...field('publicKey')} help={t('help-publicKey')} spellCheck={false} autoComplete="off" />
      <TextArea
        label={t('field-redirects')}
        help={t('help-redirects')}
        required
        rows={3}
        value={entry.redirects}
        onChange={({ target }) => set({ redirects: target.value })}
      />
      <Checks
        legend={t('field-asks')}
        options={attributes.map((value) => ({
          value,
          label: words[value],
          below: entry.asks.includes(value) && (
            <div className={layout['stack']}>
              {purpose(value, 'ko')}
              {purpose(value, 'en')}
            </div>
          ),
        }))}
        values={entry.asks}
        onChange={(asks) => set({ asks })}
      />
      <Sign
        button={t(`send-${action}`)}
        roles={['registrar']}
        reason={fault && t(`missing-${fault}`)}
        wishes={() => [
          {
            service: 'sign-in',
            action,
            input: inputOf(entry),
            about: '/services',
            title: `${t(`send-${action}`)}: ${entry.service}`,
          },
        ]}
      />
    </Task>
  )
}
