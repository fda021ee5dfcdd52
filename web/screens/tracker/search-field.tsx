import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { Button } from '../../kit/button.tsx'
import { TextField } from '../../kit/field.tsx'
import { Icon } from '../../kit/icon.tsx'
import { useTexts } from './texts.ts'
import styles from './tracker.module.css'

export const SearchField = ({ q = '' }: { readonly q?: string }) => {
  const t = useTexts()
  const navigate = useNavigate()
  const [text, setText] = useState(q)
  return (
    <form
      role="search"
      noValidate
      className={styles['search']}
      onSubmit={(event) => {
        event.preventDefault()
        void navigate({ to: '/tracker/search', search: { q: text.trim() } })
      }}
    >
      <TextField
        label={t('search')}
        help={t('searchHelp')}
        required
        value={text}
        spellCheck={false}
        autoComplete="off"
        autoCapitalize="none"
        onChange={(event) => setText(event.target.value)}
      />
      <Button type="submit" look="primary">
        <Icon name="search" />
        {t('find')}
      </Button>
    </form>
  )
}
