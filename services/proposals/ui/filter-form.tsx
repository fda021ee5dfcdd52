/** Looking for proposals by words, field, district and state. What was chosen stands in the address. */
import { type NameKind, useCity } from '@maru/web/city/city.ts'
import { Button, ButtonLink } from '@maru/web/kit/button.tsx'
import { Select, TextField } from '@maru/web/kit/field.tsx'
import layout from '@maru/web/parts/layout.module.css'
import { useLanguage } from '@maru/web/texts/settings.ts'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { type Filters, known, states } from './filters.ts'
import styles from './filter-form.module.css'
import { useTexts } from './texts.ts'

/** Give it a new `key` when the address has changed. */
export const FilterForm = ({ filters }: { readonly filters: Filters }) => {
  const t = useTexts()
  const language = useLanguage()
  const { data: city } = useCity()
  const navigate = useNavigate()
  const [chosen, setChosen] = useState(filters)
  const change = (change: Filters) => setChosen({ ...chosen, ...change })
  const named = (kind: NameKind) =>
    (city?.names?.[kind] ?? []).map(({ id, ...names }) => ({ value: id, label: names[language] }))
  const { q = '', field = '', district = '', state = '' } = chosen
  return (
    <search>
      <form
        className={styles['form']}
        aria-label={t('search')}
        onSubmit={(event) => {
          event.preventDefault()
          void navigate({ to: '/proposals', search: known({ q: q.trim(), field, district, state }) })
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
          label={t('fieldField')}
          options={named('fields')}
          placeholder={t('anyField')}
          value={field}
          onChange={(field) => change({ field })}
        />
        <Select
          label={t('districtField')}
          options={named('districts')}
          placeholder={t('anyDistrict')}
          value={district}
          onChange={(district) => change({ district })}
        />
        <Select
          label={t('stateField')}
          options={states.map((value) => ({ value, label: t(`state-${value}`) }))}
          placeholder={t('anyState')}
          value={state}
          onChange={(state) => change({ state })}
        />
        <div className={layout['row']}>
          <Button look="secondary" type="submit">
            {t('find')}
          </Button>
          {Object.keys(filters).length > 0 && (
            <ButtonLink to="/proposals" look="text">
              {t('clear')}
            </ButtonLink>
          )}
        </div>
      </form>
    </search>
  )
}
