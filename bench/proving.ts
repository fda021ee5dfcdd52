/** How long a voter waits for the proof: from the press to the made vote, in Chromium on this machine, the group's list included. */
import { desktop } from '@maru/testing/browser.ts'
import { openAs } from '@maru/testing/web-page.ts'
import { openWebCity } from '@maru/testing/web-city.ts'
import { median, row, type Row } from './row.ts'

const rounds = 3

/** The first vote of a page fetches the circuit's files from the city as well; each vote here is of another page. */
export const provingInBrowser = async (): Promise<Row[]> => {
  const city = await openWebCity()
  if (typeof city === 'string') {
    process.stdout.write(`proving in the browser: skipped, ${city}\n`)
    return []
  }
  const poll = await anonymousPoll(city.url)
  const seconds: number[] = []
  for (let round = 1; round <= rounds; round++) {
    const page = await openAs(city, `resident-${round}`, `/polls/${poll}`, {
      ...desktop,
      locale: 'en-US',
    })
    await page.getByRole('radio').first().check()
    const startedAt = performance.now()
    await page.getByRole('button', { name: 'Vote', exact: true }).click()
    const isMade = page
      .getByRole('button', { name: 'Send now instead' })
      .or(page.getByText('Nothing in it says who you are.'))
    await isMade.first().waitFor({ timeout: 120_000 })
    seconds.push((performance.now() - startedAt) / 1000)
    await page.context().close()
  }
  await city.close()
  return [row('making a vote in Chromium, first of its page', median(seconds), 's')]
}

interface Listed {
  readonly poll: number
  readonly state: string
  readonly secrecy: string
  readonly place: object | null
  readonly questions: readonly object[]
}

const anonymousPoll = async (url: string): Promise<number> => {
  const { polls } = (await (await fetch(`${url}/api/polls/polls?limit=100`)).json()) as {
    readonly polls: readonly Listed[]
  }
  const found = polls.find(
    ({ state, secrecy, place, questions }) =>
      state === 'open' && secrecy === 'anonymous' && place === null && questions.length === 1,
  )
  if (!found) throw new Error('the demonstration has no open poll without names')
  return found.poll
}
