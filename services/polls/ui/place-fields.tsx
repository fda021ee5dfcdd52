/** Where one has to be to vote. */
import { Checks } from '@maru/web/kit/checks.tsx'
import { TextField } from '@maru/web/kit/field.tsx'
import layout from '@maru/web/parts/layout.module.css'
import type { PollFieldsProps } from './poll-fields.tsx'
import { useTexts } from './texts.ts'

export const PlaceFields = ({ draft, change }: Pick<PollFieldsProps, 'draft' | 'change'>) => {
  const t = useTexts()
  return (
    <div className={layout['stack']}>
      <Checks
        legend={t('placeField')}
        options={[{ value: 'place', label: t('placeYes'), help: t('placeLimits') }]}
        values={draft.hasPlace ? ['place'] : []}
        onChange={(values) => change({ hasPlace: values.length > 0 })}
      />
      {draft.hasPlace && (
        <>
          <TextField
            label={t('latitude')}
            help={t('degreesHelp')}
            required
            inputMode="decimal"
            value={draft.latitude}
            onChange={({ target }) => change({ latitude: target.value })}
          />
          <TextField
            label={t('longitude')}
            required
            inputMode="decimal"
            value={draft.longitude}
            onChange={({ target }) => change({ longitude: target.value })}
          />
          <TextField
            label={t('radius')}
            required
            type="number"
            inputMode="numeric"
            min={10}
            max={50_000}
            value={draft.radiusMetres}
            onChange={({ target }) => change({ radiusMetres: Number(target.value) })}
          />
        </>
      )}
    </div>
  )
}
