/** Who will say what follows from a poll of the city, and within how many days: told before anybody votes. */
import { useCity, useNameOf } from '@maru/web/city/city.ts'
import layout from '@maru/web/parts/layout.module.css'
import type { PollRow } from './data.ts'
import { useTexts } from './texts.ts'

export const FollowUpPromise = ({ row: { asker, state, department } }: { readonly row: PollRow }) => {
  const t = useTexts()
  const nameOf = useNameOf()
  const { data: city } = useCity()
  const days = city?.parameters['answers']?.[department === undefined ? 'mayorAnswerDays' : 'answerDays']
  // Once it is over, what is owed stands on the record and below the result.
  if (asker !== 'city' || (state !== 'open' && state !== 'announced') || days === undefined) return null
  return (
    <p className={layout['body']}>
      {department === undefined
        ? t('mayorFollowsUp', { days })
        : t('departmentFollowsUp', { days, department: nameOf('departments', department) })}
    </p>
  )
}
