// The pages of the demonstration in a real browser: what axe-core finds, and whether they fit a small telephone.
import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { desktop, openBrowser, phone } from '@maru/testing/browser.ts'
import { copyDemonstration } from '@maru/testing/demonstration-copy.ts'
import { openServedCity } from '@maru/testing/served-city.ts'
import type { RunOptions } from 'axe-core'
import type { BrowserContextOptions } from 'playwright-core'
import { demonstrationCity } from './demonstration.ts'

const browser = await openBrowser().catch(
  (error: Error) => `no browser runs here: ${error.message.split('\n')[0]}`,
)
const skip = typeof browser === 'string' && browser

/** Of proposals, those at the ends of many paths: titles lead to their numbers. */
const titles = {
  overdue: '다회용 그릇',
  debated: '큰길 한 차로',
  adopted: '사람이 지날 때만',
  dropped: '손수레 자전거',
  lead: '어린이 안장을 달아',
  erased: '대기 순서',
}

const readers: { readonly [name: string]: BrowserContextOptions } = {
  'in Korean on a small telephone': { ...phone, locale: 'ko-KR' },
  'in English on a desk, in the dark': { ...desktop, locale: 'en-US', colorScheme: 'dark' },
}

describe('the pages of the demonstration', { skip }, () => {
  let folder: string
  let city: Awaited<ReturnType<typeof openServedCity>>
  let paths: readonly string[]

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'maru-pages-'))
    await copyDemonstration(folder)
    city = await openServedCity(folder, demonstrationCity)
    await city.readModel.caughtUp()
    const numbers = await Promise.all(Object.values(titles).map(numberOf))
    paths = [
      ...['/', '/proposals', '/proposals?sort=overdue', '/owed', '/moderation', '/parameters', '/api'],
      ...[
        '/debates/1',
        `/debates/${await debateWithoutNames()}`,
        '/polls',
        '/polls/1',
        '/polls/2',
        `/proposals/${numbers[1]}/comments?side=for`,
        '/problems/P1-not-resident',
        '/nowhere',
      ],
      ...numbers.map((number) => `/proposals/${number}`),
    ]
  })
  after(async () => {
    if (typeof browser !== 'string') await browser.close()
    await city?.close()
    await rm(folder, { recursive: true, force: true })
  })

  const textAt = async (path: string): Promise<string> => (await fetch(city.url + path)).text()
  const proposals = async (path: string) =>
    (
      JSON.parse(await textAt(`/api/proposals/${path}`)) as {
        readonly proposals: readonly { readonly proposal: number; readonly erasedAt?: number }[]
      }
    ).proposals

  /** An erased title is found by nobody: of that one the state says the number. */
  const numberOf = async (words: string): Promise<number> => {
    const [found] = await proposals(`list?q=${encodeURIComponent(words)}&limit=1`)
    if (found) return found.proposal
    return (await proposals('proposals?limit=100')).find(({ erasedAt }) => erasedAt)!.proposal
  }

  const debateWithoutNames = async (): Promise<number> => {
    const { debates } = JSON.parse(await textAt('/api/debates/debates?limit=100')) as {
      readonly debates: readonly { readonly debate: number; readonly members?: object }[]
    }
    return debates.find(({ members }) => members)!.debate
  }

  test('where few take sides without a name, neither page nor data set says which', async () => {
    const debate = await debateWithoutNames()
    const body = await textAt(`/debates/${debate}?lang=en`)
    assert.match(body, /Fewer than 3 have taken a side/)
    assert.match(body, /without a name and without words/)
    assert.doesNotMatch(body, /<meter/)
    const lines = (await textAt('/api/open-data/debates.jsonl')).trim().split('\n')
    const rows = lines.map((line) => JSON.parse(line) as { readonly [column: string]: unknown })
    const row = rows.find((each) => each['debate'] === debate)
    assert.deepEqual([row?.['secrecy'], row?.['for'], row?.['participants']], ['anonymous', null, 0])
  })

  for (const [name, options] of Object.entries(readers)) {
    test(`${name}: nothing that axe-core finds, nothing to scroll sideways for, nothing refused`, async () => {
      if (typeof browser === 'string') return
      const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
      const context = await browser.newContext(options)
      const page = await context.newPage()
      const complaints: string[] = []
      page.on('console', (message) => void complaints.push(message.text()))
      for (const path of paths) {
        await page.goto(city.url + path)
        await page.evaluate(axe)
        const found = await page.evaluate(async () => {
          const { axe, document } = globalThis as unknown as Page
          const { violations } = await axe.run({ resultTypes: ['violations'] })
          const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth
          return { wide, violations: violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`) }
        })
        assert.deepEqual(found, { wide: 0, violations: [] }, path)
        assert.equal(await page.getAttribute('html', 'lang'), options.locale?.slice(0, 2), path)
      }
      // The browser itself reports the page that is not there.
      assert.deepEqual(
        complaints.filter((text) => !text.includes('404')),
        [],
      )
    })
  }
})

interface Page {
  readonly axe: {
    run: (options: RunOptions) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>
  }
  readonly document: { documentElement: { scrollWidth: number; clientWidth: number } }
}
