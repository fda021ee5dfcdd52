/** Access for a resident: on the ledger under a commitment, and to the office, which puts it on their next card. */
import { commitGrant } from '@maru/services/card/card-commitment.ts'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import type { Submitted } from '@maru/client/city-client.ts'
import { askCardOffice } from '@maru/web/city/card-office.ts'
import { useCity } from '@maru/web/city/city.ts'
import { hash } from '@maru/web/city/hash.ts'
import { usePerson } from '@maru/web/city/persons.ts'
import { usePseudonym } from '@maru/web/city/pseudonym.ts'
import { sendAgain } from '@maru/web/city/send-again.ts'
import type { Wish } from '@maru/web/city/wish.ts'
import { TextField } from '@maru/web/kit/field.tsx'
import { daysAhead, dayToTime, problemOfDay, timeToDay } from '@maru/web/screens/desk/days.ts'
import { Sign } from '@maru/web/screens/desk/sign.tsx'
import { Preview, Task } from '@maru/web/screens/desk/task.tsx'
import { useState } from 'react'
import type { FacilityRow } from '../facilities.ts'
import { AccountField } from './account-field.tsx'
import { useTexts } from './texts.ts'

/** The rule has the same. */
const untilDaysMax = 3_650

export const GiveAccess = ({ row: { facility, ko } }: { readonly row: FacilityRow }) => {
  const t = useTexts()
  const pseudonym = usePseudonym()
  const person = usePerson()
  const { data: city } = useCity()
  const [account, setAccount] = useState<string>()
  const [day, setDay] = useState(() => timeToDay(daysAhead(365)))
  // Whoever tries again means the same access.
  const [salt] = useState(() => crypto.getRandomValues(new Uint8Array(32)))
  const wrongDay = problemOfDay(day, untilDaysMax)
  return (
    <Task title={t('step-give')} rule={t('rule-give')}>
      <AccountField account={account} onChange={setAccount} />
      <TextField
        label={t('until')}
        help={t('untilHelp')}
        required
        type="date"
        value={day}
        error={wrongDay && t(`${wrongDay}-until`)}
        onChange={({ target }) => setDay(target.value)}
      />
      {account !== undefined && (
        <Preview>
          <p>{t('givePreview', { name: pseudonym(account) })}</p>
          <p>{t('giveRecord')}</p>
        </Preview>
      )}
      <Sign
        button={t('send-give')}
        roles={['department', 'registrar', 'mayor']}
        reason={account === undefined ? t('accountMissing') : wrongDay && t(`${wrongDay}-until`)}
        wishes={wishes}
      />
    </Task>
  )

  function wishes(): readonly Wish[] {
    if (account === undefined || !person || !city) return []
    const { chain } = city
    const given = { facility, account, salt: bytesToHex(salt) }
    const grant = commitGrant(hash, salt, { chain, facility, account })
    return [
      {
        service: 'card',
        action: 'grant-access',
        input: { facility, grant, until: dayToTime(day) },
        deliver: (transaction) =>
          sendAgain(() => askCardOffice<Submitted>(person, city, 'grant-access', { ...given, transaction })),
        about: `/desk/facilities/${facility}`,
        title: `${t('send-give')}: ${ko}, ${pseudonym(account)}`,
      },
    ]
  }
}
