/**
 * A real browser for tests of the web app: Chromium at CHROMIUM_PATH, or the one that the package @sparticuz/chromium
 * unpacks on Linux.
 */
import chromium from '@sparticuz/chromium'
import { chromium as playwright, type Browser } from 'playwright-core'

export const phone = {
  viewport: { width: 360, height: 740 },
  hasTouch: true,
  isMobile: true,
  deviceScaleFactor: 2,
}
export const desktop = { viewport: { width: 1280, height: 800 } }

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
