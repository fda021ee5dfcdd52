/** `maru start`: runs a city in this process. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { hasDevelopmentKeys } from '@maru/cities/development.ts'
import { createServer } from '@maru/server/server.ts'
import type { Cards } from '@maru/server/card/cards.ts'
import { cityNamed } from '../cities.ts'
import { openCityCard, readCardSettings } from '../city-card.ts'
import { openCityContent } from '../city-content.ts'
import { openCityLedger } from '../city-ledger.ts'
import { moveByItself } from '../city-log-store.ts'
import { openCityNode } from '../city-node.ts'
import { openCityNotices, parseNoticeSettings } from '../city-notices.ts'
import { readCityImported } from '../city-imported.ts'
import { openCityDoor, readRegistrarKey, serviceKeyOf } from '../city-openid.ts'
import { openCityReadModel } from '../city-read-model.ts'
import { openCitySignIn, readWallets } from '../city-sign-in.ts'
import { openCityStorage } from '../city-storage.ts'
import { openCityVault, readVaultSettings } from '../city-vault.ts'
import { openCityVoteRoad, votePortOf } from '../city-vote-road.ts'
import { demonstrationCity, isDemonstration } from '../start/demonstration.ts'
import { host } from '../host.ts'
import { ledgerStop } from '../ledger-stop.ts'
import { readNodeSettings } from '../node-settings.ts'
import { openDemonstration, refuseUnfinished } from '../start/open.ts'
import { showJoining } from '../joining/progress.ts'
import { stopSignal } from '../stop-signal.ts'
import { parseOptions, UsageError, warn, type Command } from '../terminal.ts'
import { writeUnexpected } from '../unexpected-errors.ts'

const help = `Usage: maru start [--data FOLDER] [--port N] [--city seoul|dev] [--production] [--empty] [--ledger-only]
                  [--host ADDRESS] [--json]

Runs a city in this process. A new folder becomes a demonstration city: half a year of made-up proposals, debates and
answers, with officers whose keys everybody knows.

  --data FOLDER  where everything is kept (MARU_DATA; default .maru/city)
  --port N       where it answers (MARU_PORT; default 4321)
  --vote-port N  where anonymous votes come in, apart from all else (MARU_VOTE_PORT; default the port after the city's)
  --host ADDRESS on which of this machine's addresses it answers (MARU_HOST; default 127.0.0.1, this machine only)
  --city NAME    which city file a new folder is made from (default seoul);
                 dev is a small town that opens empty
  --empty        open a new city without the demonstration
  --production   refuse to run with development keys
  --ledger-only  keep the ledger and answer nobody, for a validator without a server (see maru node)

Browsers reach the votes' port at MARU_VOTE_URL, and a relay that leads there at MARU_VOTE_RELAY (see maru relay).

Lists and search stand in a database inside the process, or in the PostgreSQL of DATABASE_URL.

Residents are told of what they follow in their inbox; by e-mail over MARU_SMTP_URL from MARU_MAIL_FROM (without
them into files in mail/ of the data folder, in production not at all); and by push messages when MARU_PUSH_CONTACT
names whom to write to about them. Digests go out at MARU_DIGEST_HOUR (8) of the city's day. Links lead to MARU_URL.

Who is behind the accounts stands encrypted in vault/ of the data folder, and who signs in where in sign-in/. The key that
opens both is in the file of
MARU_VAULT_KEY_FILE (64 hexadecimal digits a line, the newest first, outside of the data folder), or in a key
management service with the Transit interface: MARU_VAULT_KMS_URL, MARU_VAULT_KMS_KEY and MARU_VAULT_KMS_TOKEN_FILE.
Without either a key that everybody knows is used, and in production there is no vault and nobody signs in.

What goes wrong unexpectedly (S9-internal) is a line of JSON on standard error, at most thirty a minute: the kind of error
and where in the code it came about, and nothing of who asked or what was sent.

Residents sign in to other public services through MARU_URL, in production only when it is https.

Citizens Cards are signed with the keys in MARU_CARD_KEY_FILE, which is made when it is not there (outside of the data
folder), and recorded by the account of MARU_CARD_OFFICE_KEY_FILE (maru keys create). Without them keys are used that
everybody knows, and in production no cards are issued. Wallets of others that may fetch a card through MARU_URL are listed
in MARU_WALLETS_FILE (docs/spec/card.md).

Residents are enrolled at the desk; and by signing in at an OpenID provider that MARU_OPENID_FILE describes
(docs/spec/enrolment.md), where MARU_REGISTRAR_KEY_FILE has the key of a registrar's account. Without them that door
is closed.

Examples:
  maru start
  maru start --data /srv/maru --port 80`

export const startCommand: Command = {
  name: 'start',
  summary: 'run a city in this process',
  help,
  run: async (args, terminal) => {
    const { values } = parseOptions(
      args,
      {
        data: { type: 'string' },
        port: { type: 'string' },
        'vote-port': { type: 'string' },
        host: { type: 'string' },
        city: { type: 'string', default: 'seoul' },
        production: { type: 'boolean', default: false },
        empty: { type: 'boolean', default: false },
        'ledger-only': { type: 'boolean', default: false },
      },
      help,
    )
    const city = cityNamed(values.city)
    if (!city) throw new UsageError(`there is no city file "${values.city}"`, help)
    const port = Number(values.port ?? terminal.environment['MARU_PORT'] ?? 4321)
    if (!Number.isInteger(port) || port < 0 || port > 65_535)
      throw new UsageError('a port is a number from 0 to 65535', help)
    const votePort = votePortOf(values['vote-port'] ?? terminal.environment['MARU_VOTE_PORT'], port)
    const listensOn = values.host ?? terminal.environment['MARU_HOST'] ?? '127.0.0.1'
    if (values.production && hasDevelopmentKeys(city)) {
      throw new UsageError(
        `the city file ${values.city} names officers with development keys, which everybody knows; production needs its own`,
      )
    }
    const settings = parseNoticeSettings(terminal.environment)
    const vaultSettings = readVaultSettings(terminal.environment, values.production)
    const cardSettings = readCardSettings(terminal.environment, values.production)
    const registrarKey = readRegistrarKey(terminal.environment, values.production)
    const registrar = registrarKey && serviceKeyOf(registrarKey, city.chain)
    const openid = openCityDoor({ ...terminal, production: values.production, registrar, ...city })
    const folder = values.data ?? terminal.environment['MARU_DATA'] ?? join('.maru', 'city')
    const isNew = !existsSync(join(folder, 'vkey'))
    if (isNew && city === demonstrationCity && !values.empty && !values.production)
      await openDemonstration(folder, terminal)
    refuseUnfinished(folder)
    if (values.production && readNodeSettings(folder)?.isDevelopment)
      throw new UsageError(`${folder} is a validator with development keys; production needs its own`)
    const ledger = await openCityLedger(folder, city, terminal.environment, showJoining(terminal))
    const storage = openCityStorage(folder, ledger)
    const moves = moveByItself(folder, terminal.environment, warn)
    const node = await openCityNode(folder, ledger)
    const stopped = ledgerStop(ledger, warn)
    /** Whoever watches over it starts it again, and it goes on when the cause is gone. Alone, it can still be read. */
    const over = (isWatched: boolean): Promise<number> =>
      Promise.race([stopSignal().then(() => 0), ...(isWatched ? [stopped.then(() => 1)] : [])])
    const letGo = (): void => void (process.connected && process.disconnect?.())
    if (values['ledger-only']) {
      const code = await over(true)
      await node.close()
      await moves.close()
      await storage.close()
      await ledger.close()
      letGo()
      return code
    }
    const content = await openCityContent(folder, ledger)
    const databaseUrl = terminal.environment['DATABASE_URL']
    const readModel = openCityReadModel({ folder, databaseUrl, ledger, content })
    const notices = openCityNotices({
      folder,
      ledger,
      settings,
      address: `http://127.0.0.1:${port}`,
      utcOffsetMinutes: city.utcOffsetMinutes,
      production: values.production,
    })
    const { utcOffsetMinutes } = city
    const persons = await openCityVault({
      folder,
      ledger,
      settings: vaultSettings,
      utcOffsetMinutes,
      openid,
      registrar,
      warn,
    })
    // The office has to know the address, and the server has to know the office.
    const cards: { office?: Cards | undefined } = {}
    const signInOrigin = settings.origin ?? `http://127.0.0.1:${port}`
    const signIn = await openCitySignIn({
      folder,
      ledger,
      vault: persons.vault,
      vaultSettings,
      cards: () => cards.office,
      origin: signInOrigin,
      wallets: readWallets(terminal.environment, signInOrigin),
      utcOffsetMinutes,
      production: values.production,
      warn,
    })
    const votes = await openCityVoteRoad({
      folder,
      ledger,
      host: listensOn,
      port: votePort,
      environment: terminal.environment,
    })
    const server = createServer({
      ledger,
      services: ledger.rules.services,
      content,
      readModel,
      notices,
      vault: persons.vault,
      enrolments: persons.enrolments,
      signIn,
      cards: () => cards.office,
      imported: await readCityImported(folder),
      verifySignature: host.verifySignature,
      storage,
      cosigners: node.cosigners,
      names: city,
      isMadeUp: isDemonstration(ledger),
      votes,
      onUnexpected: writeUnexpected({ write: (line) => process.stderr.write(line) }),
      web: builtWeb(),
      production: values.production,
    })
    const address = await server.listen({ port, host: listensOn })
    cards.office = await openCityCard({
      folder,
      ledger,
      settings: cardSettings,
      vault: persons.vault,
      vaultSettings,
      origin: settings.origin ?? address,
      authorization: signIn?.walletAuthorization,
      utcOffsetMinutes: city.utcOffsetMinutes,
      // Of several servers that all know the demonstration's keys, none is the office.
      isDemonstration: isDemonstration(ledger) && !readNodeSettings(folder),
      warn,
    })
    terminal.line(`${city.name.ko} 마루가 열렸습니다 · Maru is open: ${city.name.en}${isDemonstration(ledger) ? ' (시범 도시, 모두 지어낸 것 · a demonstration, all of it made up)' : ''}

  보기 · look        ${address}
  투표 · votes       ${votes.url}
  API                ${address}/api
  원장 · log         ${address}/log/checkpoint
  재검표 · recount   npx maru verify ${address}
  자료 · data        ${folder}

멈추려면 Ctrl+C · Ctrl+C stops it`)
    terminal.answer({ ok: true, url: address, votes: votes.url, folder, chain: city.chain })
    const code = await over(process.connected)
    await votes.close()
    await server.close()
    await node.close()
    await moves.close()
    await storage.close()
    await notices.close()
    await signIn?.close()
    await cards.office?.close()
    await persons.close()
    await readModel.close()
    await ledger.close()
    await content.close()
    letGo()
    return code
  },
}

/** `npm start` builds the app before; without it the pages without scripts are all there is. */
const builtWeb = (): string | undefined => {
  const folder = fileURLToPath(new URL('../../web/dist', import.meta.url))
  return existsSync(join(folder, 'index.html')) ? folder : undefined
}
