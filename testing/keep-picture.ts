import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'

/** Keeps the screen, from its top or with `shows` on it, as a picture where MARU_PICTURES names a folder. */
export const keepPicture = async (page: Page, name: string, shows?: Locator): Promise<void> => {
  const folder = process.env['MARU_PICTURES']
  if (!folder) return
  await page.evaluate('document.fonts.ready.then(() => document.activeElement?.blur())')
  await page.evaluate('for (const each of document.querySelectorAll("*")) each.scrollTop = 0')
  await shows?.scrollIntoViewIfNeeded()
  await page.screenshot({ path: join(folder, `${name}.png`) })
}
