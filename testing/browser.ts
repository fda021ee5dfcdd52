/**
 * A real browser for tests of the web app: Chromium at CHROMIUM_PATH, or the one that the package @sparticuz/chromium
 * unpacks on Linux.
 */
import { setTimeout as pause } from 'node:timers/promises'
import chromium from '@sparticuz/chromium'
import { chromium as playwright, type Browser, type Page } from 'playwright-core'

export const phone = {
  viewport: { width: 360, height: 740 },
  hasTouch: true,
  isMobile: true,
  deviceScaleFactor: 2,
}
export const desktop = { viewport: { width: 1280, height: 800 } }

/**
 * Waits until an expression, or what it promises, is true in the page. Playwright's own waitForFunction makes code of
 * text inside of the page, which the app's policy forbids.
 */
export const waitUntil = async (page: Page, expression: string): Promise<void> => {
  const givenUpAt = Date.now() + 30_000
  while ((await page.evaluate(expression)) !== true) {
    if (Date.now() > givenUpAt) throw new Error(`it was never true: ${expression}`)
    await pause(50)
  }
}

/** Rejects where neither runs: then tests say that they are skipped. */
export const openBrowser = async (): Promise<Browser> => {
  const path = process.env['CHROMIUM_PATH']
  return playwright.launch({
    executablePath: path ?? (await chromium.executablePath()),
    // The package's own flags are for clouds: one process for all, and no same-origin policy.
    args: ['--no-sandbox', '--font-render-hinting=none'],
    headless: true,
  })
}
