/**
 * A real browser for tests of the web app: Chromium at CHROMIUM_PATH, or the one that the package @sparticuz/chromium
 * unpacks where its system is Linux. Undefined, and a reason, where neither runs.
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

export const openBrowser = async (): Promise<Browser> => {
  const path = process.env['CHROMIUM_PATH']
  return playwright.launch({
    executablePath: path ?? (await chromium.executablePath()),
    args: path === undefined ? chromium.args : [],
    headless: true,
  })
}
