/** `maru relay`: hands sealed votes on to a city, so that the city does not see where they come from. */
import { openRelay } from '@maru/road/relay.ts'
import { stopSignal } from '../stop-signal.ts'
import { parseOptions, UsageError, warn, type Command } from '../terminal.ts'

const help = `Usage: maru relay --to URL [--host ADDRESS] [--port N] [--json]

Hands sealed votes on to a city's vote road (Oblivious HTTP, RFC 9458). The city then sees this relay's address and no
voter's; the relay sees addresses and cannot read the votes. So it helps only where it is run by somebody else than the
city. It writes down nothing. The city names it to its app by MARU_VOTE_RELAY.

  --to URL        the city's vote road: what maru start prints as votes, or GET /api/city says in votes.url
  --host ADDRESS  where it listens (default 127.0.0.1)
  --port N        and on which port (default 7382)

In front of it belongs a server for HTTPS that writes no access log and resumes no sessions (docs/spec/privacy.md).

Example:
  maru relay --to https://vote.maru.example.org --host 0.0.0.0`

export const relayCommand: Command = {
  name: 'relay',
  summary: 'hand sealed votes on to a city, which then sees no addresses',
  help,
  run: async (args, terminal) => {
    const { values } = parseOptions(
      args,
      {
        to: { type: 'string' },
        host: { type: 'string', default: '127.0.0.1' },
        port: { type: 'string', default: '7382' },
      },
      help,
    )
    const { to } = values
    if (to === undefined) throw new UsageError('to which city? Name its vote road with --to', help)
    if (!URL.canParse(to) || !/^https?:/.test(to))
      throw new UsageError(`${to} is no address of a vote road`, help)
    const port = Number(values.port)
    if (!Number.isInteger(port) || port < 0 || port > 65_535)
      throw new UsageError('a port is a number from 0 to 65535', help)
    const relay = await openRelay({
      gateway: to,
      host: values.host,
      port,
      failed: (error) => warn(error instanceof Error ? error.message : 'the gateway did not answer'),
    })
    terminal.line(`relay to ${new URL(to).origin}\n  answers at ${relay.url}`)
    terminal.answer({ ok: true, url: relay.url, to: new URL(to).origin })
    await stopSignal()
    await relay.close()
    return 0
  },
}
