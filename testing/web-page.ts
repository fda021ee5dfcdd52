/** What tests of the app do with a page: be somebody of the demonstration, go by keyboard, wait until all has come. */
import assert from 'node:assert/strict'
import { developmentSigner } from '@maru/client/keys.ts'
import type { BrowserContextOptions, Page } from 'playwright-core'
import type { openWebCity } from './web-city.ts'

type WebCity = Exclude<Awaited<ReturnType<typeof openWebCity>>, string>

/** A page of one of the demonstration's people, as `mayor` or `resident-2`. */
export const openAs = (
  city: WebCity,
  role: string,
  path: string,
  options: BrowserContextOptions,
): Promise<Page> => {
  const person = { kind: 'demonstration', account: developmentSigner(role).keyId, role }
  const script = `localStorage.setItem('maru.person', ${JSON.stringify(JSON.stringify(person))})`
  return city.open(path, options, script)
}

/** The number of the first thing of a list, as `firstOf(city, 'debates/debates?state=open', 'debates', 'debate')`. */
export const firstOf = async (
  { url }: Pick<WebCity, 'url'>,
  path: string,
  list: string,
  name: string,
): Promise<number> => {
  const answer = (await (await fetch(`${url}/api/${path}`)).json()) as {
    readonly [list: string]: readonly { readonly [name: string]: number }[]
  }
  const number = answer[list]?.[0]?.[name]
  assert.ok(number !== undefined, `${path} is empty`)
  return number
}

/** The item or the queue of the desk that has the focus. */
export const focusedRow = (page: Page): Promise<string | null> =>
  page.evaluate<string | null>('document.activeElement?.getAttribute("data-desk-row")')

/** What can be pressed and is less than 44 pixels high. */
export const smallTargets = (page: Page): Promise<readonly string[]> =>
  page.evaluate<readonly string[]>(`[...document.querySelectorAll('main :is(a[href], button)')]
    .filter((element) => element.offsetHeight > 0)
    // The whole of a card can be pressed.
    .map((element) => (getComputedStyle(element, '::after').position === 'absolute' ? element.offsetParent : element))
    .filter(({ offsetHeight }) => offsetHeight < 44)
    .map(({ textContent }) => textContent)`)

/** Nothing of the page is still on its way. */
export const settled = async (page: Page): Promise<void> => {
  await page.locator('main h1').first().waitFor()
  await page
    .getByRole('status')
    .filter({ hasText: /불러오는 중|Loading/ })
    .first()
    .waitFor({ state: 'detached' })
}

/** Presses Tab until something with this text, or of this label, has the focus. */
export const tabTo = async (page: Page, name: string): Promise<void> => {
  for (let presses = 0; presses < 80; presses++) {
    await page.keyboard.press('Tab')
    const words = await page.evaluate<string>(
      '[...(document.activeElement.labels ?? []), document.activeElement].map((each) => each.textContent).join(" ")',
    )
    if (words.trim().startsWith(name)) return
  }
  assert.fail(`the keyboard does not reach ${name}`)
}

/** As who is about to be enrolled does it: reads the recovery secret and types two of its groups in. Gives it back. */
export const writeDownSecret = async (page: Page): Promise<string> => {
  const shown = page.getByRole('list', { name: '되찾기 글자' }).locator('code')
  await shown.first().waitFor()
  const groups = await shown.allInnerTexts()
  await page.getByRole('button', { name: '적어 두었어요' }).click()
  for (const label of await page.getByText(/^\d번째 묶음/).allInnerTexts())
    await page.getByLabel(label.trim(), { exact: true }).fill(groups[Number(label.trim()[0]) - 1]!)
  await page.getByRole('button', { name: '확인하기' }).click()
  return groups.join('-')
}
