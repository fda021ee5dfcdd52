/**
 * The web app as people have it: the demonstration city, served with the built app, in a real browser. Tests of screens
 * open it once for a file and a page for each journey:
 *
 *   const city = await openWebCity()
 *   describe('debates', { skip: typeof city === 'string' && city }, () => { ... })
 */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { cityToGenesis, type City } from '@maru/cities/city.ts'
import { openCityCard, readCardSettings } from '@maru/cli/city-card.ts'
import { openCityContent } from '@maru/cli/city-content.ts'
import { openCityNotices, parseNoticeSettings } from '@maru/cli/city-notices.ts'
import { openCityReadModel } from '@maru/cli/city-read-model.ts'
import { openCityStorage } from '@maru/cli/city-storage.ts'
import { openCityVault, readVaultSettings } from '@maru/cli/city-vault.ts'
import { host } from '@maru/cli/host.ts'
import { demonstrationCity, isDemonstration, playDemonstration } from '@maru/cli/start/demonstration.ts'
import { openSolo } from '@maru/engines/solo/open.ts'
import type { Consensus } from '@maru/kernel/ledger.ts'
import { createRules } from '@maru/kernel/rules.ts'
import type { Cards } from '@maru/server/card/cards.ts'
import { openRelay } from '@maru/road/relay.ts'
import { createServer } from '@maru/server/server.ts'
import { openSignIn, type SignInOptions } from '@maru/server/sign-in/sign-in.ts'
import type { Wallet } from '@maru/server/sign-in/wallets.ts'
import { openGroupTiles } from '@maru/server/groups/group-tiles.ts'
import { openVoteRoad } from '@maru/server/vote/vote-road.ts'
import { services } from '@maru/services/index.ts'
import type { AxeResults } from 'axe-core'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { openBrowser } from './browser.ts'
import { copyDemonstration } from './demonstration-copy.ts'
import { freePort } from './free-port.ts'
import { givenDatabase } from './given-database.ts'
import { keepPicture } from './keep-picture.ts'

/** Or the reason for which it cannot be opened: no browser runs here. */
export const openWebCity = async ({
  consensusOf,
  city = demonstrationCity,
  personOf,
  hasCards = false,
  wallets = [],
}: {
  readonly consensusOf?: (chain: string) => Consensus
  /** The demonstration's, which may be given with institutions. */
  readonly city?: City
  /** Opens signing in to other services too, at an address by name: passkeys have none by number. */
  readonly personOf?: SignInOptions['personOf'] | 'vault'
  /** With a card office, whose announcement adds to what the ledger has. */
  readonly hasCards?: boolean
  /** Of others, that may fetch a card. */
  readonly wallets?: readonly Wallet[]
} = {}) => {
  let browser: Browser
  try {
    browser = await openBrowser()
  } catch (error) {
    return `no browser runs here: ${(error as Error).message.split('\n')[0]}`
  }
  const root = fileURLToPath(new URL('..', import.meta.url))
  execFileSync(process.execPath, [join(root, 'web', 'build', 'main.ts')], { stdio: 'inherit' })
  const folder = await mkdtemp(join(tmpdir(), 'maru-web-'))
  if (city === demonstrationCity) await copyDemonstration(folder)
  else await playDemonstration({ folder, city, now: Date.now(), onProgress: () => undefined })
  const rules = createRules(services, host.hash)
  const ledger = await openSolo({ folder, genesis: cityToGenesis(city), rules })
  const content = await openCityContent(folder, ledger)
  const readModel = openCityReadModel({ folder, databaseUrl: await givenDatabase(), ledger, content })
  const notices = openCityNotices({
    folder,
    ledger,
    settings: parseNoticeSettings({ MARU_PUSH_CONTACT: 'mailto:desk@example.org' }),
    address: 'http://localhost',
    utcOffsetMinutes: demonstrationCity.utcOffsetMinutes,
    production: false,
  })
  const storage = openCityStorage(folder, ledger)
  const vaultSettings = readVaultSettings({}, false)
  const persons = await openCityVault({
    folder,
    ledger,
    settings: vaultSettings,
    utcOffsetMinutes: demonstrationCity.utcOffsetMinutes,
    warn: (line) => void complaints.push(line),
  })
  const cards: { office?: Cards | undefined } = {}
  const port = personOf ? await freePort() : 0
  const signIn =
    personOf &&
    (await openSignIn({
      folder: join(folder, 'sign-in'),
      keyService: vaultSettings!.keyService,
      ledger,
      verifySignature: host.verifySignature,
      origin: `http://localhost:${port}`,
      personOf:
        personOf === 'vault'
          ? async (account, service) => persons.vault?.read(account, { purpose: 'sign-in', service })
          : personOf,
      cards: () => cards.office,
      utcOffsetMinutes: demonstrationCity.utcOffsetMinutes,
      production: false,
      recordDelayMsMax: 0,
      wallets,
      warn: (line) => void complaints.push(line),
    }))
  const complaints: string[] = []
  const consensus = consensusOf?.(ledger.genesis.chain)
  const local = { host: '127.0.0.1', port: 0 }
  const failed = (error: unknown): void => void complaints.push(String(error))
  const groups = openGroupTiles({ ledger, folder: join(folder, 'group-tiles'), failed })
  const road = await openVoteRoad({ ledger, services: ledger.rules.services, groups, ...local, failed })
  const relay = await openRelay({ gateway: road.url, ...local, failed })
  const app = createServer({
    ledger: { ...ledger, consensus },
    services: ledger.rules.services,
    content,
    readModel,
    notices,
    vault: persons.vault,
    enrolments: persons.enrolments,
    signIn,
    cards: () => cards.office,
    verifySignature: host.verifySignature,
    storage,
    names: demonstrationCity,
    isMadeUp: isDemonstration(ledger),
    votes: { url: road.url, relay: relay.url, keys: road.keys.encoded },
    web: join(root, 'web', 'dist'),
    // The machine may be busy with other tests.
    limits: { eventLoopDelayMs: 0 },
  })
  const address = await app.listen({ port, host: '127.0.0.1' })
  const url = signIn?.origin ?? address
  if (hasCards)
    cards.office = await openCityCard({
      folder,
      ledger,
      settings: readCardSettings({}, false),
      vault: persons.vault,
      vaultSettings,
      authorization: signIn ? signIn.walletAuthorization : undefined,
      origin: url,
      utcOffsetMinutes: demonstrationCity.utcOffsetMinutes,
      isDemonstration: true,
      warn: (line) => void complaints.push(line),
    })
  await readModel.caughtUp()
  const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

  return {
    url,
    folder,
    ledger,
    readModel,
    issuer: signIn?.issuer ?? '',
    vault: persons.vault,
    /** A page of a reader of its own, with nothing kept from others. The script runs in it before any other. */
    open: async (path: string, options: BrowserContextOptions, script = ''): Promise<Page> => {
      // A colour on its way to another is judged as neither.
      const context = await browser.newContext({ locale: 'ko-KR', reducedMotion: 'reduce', ...options })
      const page = await context.newPage()
      if (script !== '') await page.addInitScript(script)
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(`${page.url()}: ${message.text()}`)
      })
      page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`))
      page.on('requestfailed', (request) => {
        const { errorText = '' } = request.failure() ?? {}
        // The live feed of a page that was left.
        if (errorText !== 'net::ERR_ABORTED') complaints.push(`${request.url()}: ${errorText}`)
      })
      await page.goto(url + path)
      return page
    },
    picture: keepPicture,
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
    close: async (): Promise<void> => {
      await browser.close()
      await app.close()
      await signIn?.close()
      await relay.close()
      await road.close()
      await groups.close()
      await storage.close()
      await readModel.close()
      await notices.close()
      await cards.office?.close()
      await persons.close()
      await ledger.close()
      await content.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
