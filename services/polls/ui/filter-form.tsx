/** Looking for polls by words, who asks, how far they are, and whom they ask. What was chosen stands in the address. */
import { Button, ButtonLink } from '@maru/web/kit/button.tsx'
import { Select, TextField } from '@maru/web/kit/field.tsx'
import layout from '@maru/web/parts/layout.module.css'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { askers, type Filters, known, states } from './filters.ts'
import { useGroups } from './group-name.ts'
import styles from './polls.module.css'
import { useTexts } from './texts.ts'

/** Give it a new `key` when the address has changed. */
export const FilterForm = ({ filters }: { readonly filters: Filters }) => {
  const t = useTexts()
  const groups = useGroups()
  const navigate = useNavigate()
  const [chosen, setChosen] = useState(filters)
  const change = (change: Filters) => setChosen({ ...chosen, ...change })
  const { q = '', asker = '', state = '', group = '' } = chosen
  return (
    <search>
      <form
        className={styles['filters']}
        aria-label={t('search')}
        onSubmit={(event) => {
          event.preventDefault()
          void navigate({ to: '/polls', search: known({ q: q.trim(), asker, state, group }) })
        }}
      >
        <TextField
          type="search"
          label={t('words')}
          value={q}
          maxLength={200}
          onChange={(event) => change({ q: event.target.value })}
        />
        <Select
          label={t('whoAsks')}
          options={askers.map((value) => ({ value, label: t(`asker-${value}`) }))}
          placeholder={t('all')}
          value={asker}
          onChange={(asker) => change({ asker })}
        />
        <Select
          label={t('which')}
          options={states.map((value) => ({ value, label: t(`state-${value}`) }))}
          placeholder={t('all')}
          value={state}
          onChange={(state) => change({ state })}
        />
        <Select
          label={t('groupField')}
          options={groups}
          placeholder={t('all')}
          value={group}
          onChange={(group) => change({ group })}
        />
        <div className={layout['row']}>
          <Button look="secondary" type="submit">
            {t('find')}
          </Button>
          {Object.keys(filters).length > 0 && (
            <ButtonLink to="/polls" look="text">
              {t('clear')}
            </ButtonLink>
          )}
        </div>
      </form>
    </search>
  )
}
