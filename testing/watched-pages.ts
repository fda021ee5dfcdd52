/** Pages of a browser that is watched: what it complains of is kept, and what axe-core finds is a failure. */
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'

export const createWatchedPages = async (browser: Browser, url: string, complaints: string[]) => {
  const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
  return {
    /** A page of a reader of its own, with nothing kept from others. The script runs in it before any other. */
    open: async (path: string, options: BrowserContextOptions, script = ''): Promise<Page> => {
      // A colour on its way to another is judged as neither.
      const context = await browser.newContext({ locale: 'ko-KR', reducedMotion: 'reduce', ...options })
      const page = await context.newPage()
      if (script !== '') await page.addInitScript(script)
      watch(page, complaints)
      await page.goto(url + path)
      return page
    },
    /** What the browser complained of since it was asked last: errors, and what the page's policy refused. */
    complaints: (): readonly string[] => complaints.splice(0),
    /** Nothing that axe-core finds, and nothing to scroll sideways for. */
    assertAccessible: async (page: Page): Promise<void> => {
      // The page itself has come when this is called, the screen on it perhaps not.
      await page.locator('main h1').first().waitFor()
      const run = `(() => { ${axe}; return axe.run({ resultTypes: ['violations'] }) })()`
      const { violations } = await page.evaluate<AxeResults>(run)
      const found = violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html} ${nodes[0]?.failureSummary}`)
      assert.deepEqual(found, [], page.url())
      const wide = await page.evaluate(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      )
      assert.equal(wide, 0, `${page.url()} scrolls sideways`)
    },
  }
}

const watch = (page: Page, complaints: string[]): void => {
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`${page.url()}: ${message.text()}`)
  })
  page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`))
  page.on('requestfailed', (request) => {
    const { errorText = '' } = request.failure() ?? {}
    // The live feed of a page that was left.
    if (errorText !== 'net::ERR_ABORTED') complaints.push(`${request.url()}: ${errorText}`)
  })
}
