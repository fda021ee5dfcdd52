/** A new resident: who they are is checked at the desk, and only a district and a decade are recorded. */
import { useCity } from '@maru/web/city/city.ts'
import type { Joiner } from '@maru/web/city/devices.ts'
import { usePseudonym } from '@maru/web/city/pseudonym.ts'
import { Select } from '@maru/web/kit/field.tsx'
import { Sign } from '@maru/web/screens/desk/sign.tsx'
import { Preview, Task } from '@maru/web/screens/desk/task.tsx'
import { useLanguage } from '@maru/web/texts/settings.ts'
import { useState } from 'react'
import { isFittingKey, KeyField, keyInput } from './key-field.tsx'
import { useTexts } from './texts.ts'

const decades = Array.from({ length: 13 }, (_, index) => String(2020 - 10 * index))

export const EnrolWork = () => {
  const t = useTexts()
  const language = useLanguage()
  const pseudonym = usePseudonym()
  const { data: city } = useCity()
  const [joiner, setJoiner] = useState<Joiner>()
  const [district, setDistrict] = useState('')
  const [decade, setDecade] = useState('')
  const districts = city?.names?.districts ?? []
  return (
    <Task title={t('service-enrol')} rule={t('rule-enrol')}>
      <KeyField joiner={joiner} onChange={setJoiner} />
      <Select
        label={t('district')}
        required
        options={districts.map(({ id, ...names }) => ({ value: id, label: names[language] }))}
        value={district}
        onChange={setDistrict}
      />
      <Select
        label={t('birthDecade')}
        help={t('birthDecadeHelp')}
        required
        options={decades.map((value) => ({ value, label: t('decade', { year: value }) }))}
        value={decade}
        onChange={setDecade}
      />
      {isFittingKey(joiner) && (
        <Preview>
          <p>{t('enrolPreview', { name: pseudonym(joiner.account) })}</p>
        </Preview>
      )}
      <Sign
        button={t('send-enrol')}
        roles={['registrar']}
        reason={reasonNot()}
        wishes={() =>
          joiner
            ? [
                {
                  service: 'residents',
                  action: 'enrol-resident',
                  input: { ...keyInput(joiner), district, birthYearBand: Number(decade) },
                  about: `/desk/residents/${joiner.account}`,
                  title: `${t('send-enrol')}: ${pseudonym(joiner.account)}`,
                },
              ]
            : []
        }
      />
    </Task>
  )

  function reasonNot(): string | undefined {
    if (!joiner) return t('keyMissing')
    if (!isFittingKey(joiner)) return t('otherKey')
    if (district === '') return t('districtMissing')
    return decade === '' ? t('decadeMissing') : undefined
  }
}
