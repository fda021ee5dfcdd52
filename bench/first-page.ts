/** How soon is something to read on a slow phone? Slow 4G (1.6 Mbit/s, 150 ms), a processor four times slower, nothing kept. */
import { phone } from '@maru/testing/browser.ts'
import { openWebCity } from '@maru/testing/web-city.ts'
import type { Page } from 'playwright-core'
import { median, row, type Row } from './row.ts'

const visits = 5

export const firstPage = async (): Promise<Row[]> => {
  const city = await openWebCity()
  if (typeof city === 'string') {
    process.stdout.write(`first page: skipped, ${city}\n`)
    return []
  }
  const proposal = await risingProposal(city.url)
  const rows: Row[] = []
  for (const [name, path] of [
    ['first page', '/'],
    ['proposal', `/proposals/${proposal}`],
  ] as const) {
    const seen: Seen[] = []
    for (let visit = 0; visit < visits; visit++) {
      // What a service worker asks for is not slowed down, and on a first visit there is none yet.
      const page = await city.open('/api/city', { ...phone, serviceWorkers: 'block' })
      seen.push(await visitSlowly(page, city.url + path))
      await page.context().close()
    }
    const middle = (value: (visit: Seen) => number): number => median(seen.map(value))
    rows.push(
      row(
        `${name}: largest contentful paint`,
        middle(({ largestPaintMs }) => largestPaintMs),
        'ms',
        2000,
      ),
      row(`${name}: script, compressed`, middle(({ scriptBytes }) => scriptBytes) / 1024, 'KB', 170),
      row(
        `${name}: cumulative layout shift`,
        middle(({ layoutShift }) => layoutShift),
        '',
      ),
    )
  }
  await city.close()
  return rows
}

interface Seen {
  readonly largestPaintMs: number
  readonly layoutShift: number
  readonly scriptBytes: number
}

const visitSlowly = async (page: Page, url: string): Promise<Seen> => {
  const devtools = await page.context().newCDPSession(page)
  const network = { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 94_000 }
  await devtools.send('Network.enable')
  await devtools.send('Network.emulateNetworkConditions', network)
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 })
  let scriptBytes = 0
  page.on('response', (response) => {
    if (response.url().endsWith('.js')) scriptBytes += Number(response.headers()['content-length'] ?? 0)
  })
  await page.goto(url)
  await page.waitForTimeout(6_000)
  const [largestPaintMs, layoutShift] = await page.evaluate<[number, number]>(`
    Promise.all(['largest-contentful-paint', 'layout-shift'].map((type) => new Promise((resolve) => {
      const seen = []
      new PerformanceObserver((list) => seen.push(...list.getEntries())).observe({ type, buffered: true })
      setTimeout(() => resolve(type === 'layout-shift'
        ? seen.reduce((sum, { value }) => sum + value, 0) : seen.at(-1)?.startTime ?? NaN), 500)
    })))`)
  return { largestPaintMs, layoutShift, scriptBytes }
}

const risingProposal = async (url: string): Promise<number> => {
  const answer = await (await fetch(`${url}/api/proposals/list?sort=rising&limit=1`)).json()
  return (
    (answer as { readonly proposals: readonly { readonly proposal: number }[] }).proposals[0]?.proposal ?? 1
  )
}
