/** `maru start`: runs a city in this process. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { City } from '@maru/cities/city.ts'
import { hasDevelopmentKeys } from '@maru/cities/development.ts'
import type { Ledger } from '@maru/kernel/ledger.ts'
import { cityNamed } from '../cities.ts'
import { openCityRecord } from '../city-record.ts'
import { openCityServer, type CityServer } from '../city-server.ts'
import { readCitySettings } from '../city-settings.ts'
import { portOf, votePortOf } from '../city-vote-road.ts'
import { closeWith } from '../close-with.ts'
import { showJoining } from '../joining/progress.ts'
import { ledgerStop } from '../ledger-stop.ts'
import { readNodeSettings } from '../node-settings.ts'
import { demonstrationCity, isDemonstration } from '../start/demonstration.ts'
import { openDemonstration, refuseUnfinished } from '../start/open.ts'
import { stopSignal } from '../stop-signal.ts'
import { parseOptions, UsageError, warn, type Command, type Terminal } from '../terminal.ts'
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

A server for HTTPS in front of it is listed in MARU_PROXIES by its address, as 127.0.0.1; whom it names in X-Forwarded-For
is then whom limits count. Browsers reach the votes' port at MARU_VOTE_URL, and a relay that leads there at MARU_VOTE_RELAY (see maru relay).

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
    const call = readCall(args, terminal.environment)
    const { city, folder, production } = call
    const settings = readCitySettings(terminal.environment, city, production)
    await prepareFolder(call, terminal)
    await using opened = new AsyncDisposableStack()
    // An open channel to whoever watches over this process would keep it alive.
    opened.defer(() => void (process.connected && process.disconnect?.()))
    const record = closeWith(
      opened,
      await openCityRecord(folder, city, terminal.environment, showJoining(terminal)),
    )
    // Until here a signal ends the process by itself: a node that joins may wait for hours, and nothing is lost.
    const end = endOf(record.ledger)
    if (call.ledgerOnly) return await end(true)
    const server = closeWith(
      opened,
      await openCityServer({
        ...call,
        record,
        settings,
        web: builtWeb(),
        warn,
        onUnexpected: writeUnexpected({ write: (line) => process.stderr.write(line) }),
      }),
    )
    tell(terminal, call, server, isDemonstration(record.ledger))
    return await end(process.connected)
  },
}

interface Call {
  readonly city: City
  readonly folder: string
  readonly host: string
  readonly port: number
  readonly votePort: number
  readonly production: boolean
  readonly empty: boolean
  readonly ledgerOnly: boolean
}

const readCall = (args: readonly string[], environment: Terminal['environment']): Call => {
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
  const { production, empty } = values
  if (production && hasDevelopmentKeys(city)) {
    throw new UsageError(
      `the city file ${values.city} names officers with development keys, which everybody knows; production needs its own`,
    )
  }
  const port = portOf(values.port ?? environment['MARU_PORT'] ?? '4321')
  return {
    city,
    folder: values.data ?? environment['MARU_DATA'] ?? join('.maru', 'city'),
    host: values.host ?? environment['MARU_HOST'] ?? '127.0.0.1',
    port,
    votePort: votePortOf(values['vote-port'] ?? environment['MARU_VOTE_PORT'], port),
    production,
    empty,
    ledgerOnly: values['ledger-only'],
  }
}

/** A new one becomes the demonstration. Throws a UsageError for one that must not be run. */
const prepareFolder = async (
  { folder, city, production, empty }: Call,
  terminal: Terminal,
): Promise<void> => {
  const isNew = !existsSync(join(folder, 'vkey'))
  if (isNew && city === demonstrationCity && !empty && !production) await openDemonstration(folder, terminal)
  refuseUnfinished(folder)
  if (production && readNodeSettings(folder)?.isDevelopment)
    throw new UsageError(`${folder} is a validator with development keys; production needs its own`)
}

/** Resolves to the exit code when there is reason to stop. */
const endOf = (ledger: Ledger): ((isWatched: boolean) => Promise<number>) => {
  const signal = stopSignal().then(() => 0)
  const stopped = ledgerStop(ledger, warn).then(() => 1)
  // Whoever watches over it starts it again, and it goes on when the cause is gone. Alone, it can still be read.
  return (isWatched) => Promise.race(isWatched ? [signal, stopped] : [signal])
}

const tell = (
  terminal: Terminal,
  { city, folder }: Call,
  { url, votesUrl }: CityServer,
  isMadeUp: boolean,
): void => {
  terminal.line(`${city.name.ko} 마루가 열렸습니다 · Maru is open: ${city.name.en}${isMadeUp ? ' (시범 도시, 모두 지어낸 것 · a demonstration, all of it made up)' : ''}

  보기 · look        ${url}
  투표 · votes       ${votesUrl}
  API                ${url}/api
  원장 · log         ${url}/log/checkpoint
  재검표 · recount   npx maru verify ${url}
  자료 · data        ${folder}

멈추려면 Ctrl+C · Ctrl+C stops it`)
  terminal.answer({ ok: true, url, votes: votesUrl, folder, chain: city.chain })
}

/** `npm start` builds the app before; without it the pages without scripts are all there is. */
const builtWeb = (): string | undefined => {
  const folder = fileURLToPath(new URL('../../web/dist', import.meta.url))
  return existsSync(join(folder, 'index.html')) ? folder : undefined
}
