/**
 * The web app as people have it: the demonstration city, served with the built app, in a real browser. Tests of screens
 * open it once for a file and a page for each journey:
 *
 *   const city = await openWebCity()
 *   describe('debates', { skip: typeof city === 'string' && city }, () => { ... })
 */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { City } from '@maru/cities/city.ts'
import { closeWith } from '@maru/cli/close-with.ts'
import { demonstrationCity, playDemonstration } from '@maru/cli/start/demonstration.ts'
import type { Consensus } from '@maru/kernel/ledger.ts'
import { openRelay } from '@maru/road/relay.ts'
import type { SignInOptions } from '@maru/server/sign-in/sign-in.ts'
import type { Wallet } from '@maru/server/sign-in/wallets.ts'
import type { Browser } from 'playwright-core'
import { openBrowser } from './browser.ts'
import { copyDemonstration } from './demonstration-copy.ts'
import { freePort } from './free-port.ts'
import { openMadeUpProvider, providerClient, type MadeUpAccounts } from './made-up-provider.ts'
import { keepPicture } from './keep-picture.ts'
import { openServedCity } from './served-city.ts'
import { createWatchedPages } from './watched-pages.ts'

export interface WebCityOptions {
  readonly consensusOf?: (chain: string) => Consensus
  /** The demonstration's, which may be given with institutions. */
  readonly city?: City
  /** Who is behind an account, instead of the vault. */
  readonly personOf?: SignInOptions['personOf']
  /** With a card office, whose announcement adds to what the ledger has. */
  readonly hasCards?: boolean
  /** Of others, that may fetch a card. */
  readonly wallets?: readonly Wallet[]
  /** Who can be enrolled by signing in at a provider of identities, which is opened beside the city. */
  readonly identities?: MadeUpAccounts
}

/** Or the reason for which it cannot be opened: no browser runs here. */
export const openWebCity = async (options: WebCityOptions = {}) => {
  let browser: Browser
  try {
    browser = await openBrowser()
  } catch (error) {
    return `no browser runs here: ${(error as Error).message.split('\n')[0]}`
  }
  await using opened = new AsyncDisposableStack()
  const folder = await mkdtemp(join(tmpdir(), 'maru-web-'))
  opened.defer(() => rm(folder, { recursive: true, force: true }))
  const complaints: string[] = []
  const served = closeWith(opened, await serve(folder, options, complaints))
  closeWith(opened, browser)
  const pages = await createWatchedPages(browser, served.url, complaints)
  const all = opened.move()
  return { ...served, ...pages, folder, picture: keepPicture, close: () => all.disposeAsync() }
}

const root = join(import.meta.dirname, '..')

const serve = async (
  folder: string,
  {
    consensusOf,
    city = demonstrationCity,
    personOf,
    hasCards = false,
    wallets = [],
    identities,
  }: WebCityOptions,
  complaints: string[],
) => {
  const warn = (line: string): void => void complaints.push(line)
  execFileSync(process.execPath, [join(root, 'web', 'build', 'main.ts')], { stdio: 'inherit' })
  if (city === demonstrationCity) await copyDemonstration(folder)
  else await playDemonstration({ folder, city, now: Date.now(), onProgress: () => undefined })
  await using opened = new AsyncDisposableStack()
  const [port, votePort] = [await freePort(), await freePort()]
  const gateway = `http://127.0.0.1:${votePort}`
  const failed = (error: unknown): void => warn(String(error))
  const relay = closeWith(opened, await openRelay({ gateway, host: '127.0.0.1', port: 0, failed }))
  await writeFile(join(folder, 'wallets.json'), JSON.stringify(wallets))
  // Passkeys have no address by number.
  const url = `http://localhost:${port}`
  const environment = {
    MARU_URL: url,
    MARU_VOTE_RELAY: relay.url,
    MARU_WALLETS_FILE: join(folder, 'wallets.json'),
    MARU_PUSH_CONTACT: 'mailto:desk@example.org',
    ...(identities && (await openIdentities(opened, folder, identities, url))),
  }
  const served = closeWith(
    opened,
    await openServedCity(folder, city, {
      ...{ environment, port, votePort, hasCards, consensusOf, warn },
      signIn: { recordDelayMsMax: 0, ...(personOf && { personOf }) },
      web: join(root, 'web', 'dist'),
      onUnexpected: (unexpected) => warn(JSON.stringify(unexpected)),
    }),
  )
  await served.readModel.caughtUp()
  const all = opened.move()
  return { ...served, url, issuer: served.signIn?.issuer ?? '', close: () => all.disposeAsync() }
}

/** The files that name a provider of identities, and the registrar's key with which it is answered. */
const openIdentities = async (
  opened: AsyncDisposableStack,
  folder: string,
  identities: MadeUpAccounts,
  origin: string,
) => {
  const provider = await openMadeUpProvider(identities, `${origin}/api/enrolments/openid/callback`)
  opened.defer(() => provider.close())
  const pathOf = (name: string): string => join(folder, name)
  await writeFile(pathOf('openid-secret'), providerClient.clientSecret)
  await writeFile(
    pathOf('openid.json'),
    JSON.stringify({
      issuer: provider.issuer,
      clientId: providerClient.clientId,
      clientSecretFile: pathOf('openid-secret'),
      levels: ['high'],
      name: { ko: '시험 본인확인', en: 'Test identity' },
    }),
  )
  const registrarKey = createHash('sha256').update('maru development key: registrar').digest('hex')
  await writeFile(pathOf('registrar-key'), registrarKey)
  return { MARU_OPENID_FILE: pathOf('openid.json'), MARU_REGISTRAR_KEY_FILE: pathOf('registrar-key') }
}
