/** A test city with its notices and its routes; its clock is the city's, and mails end in a list. */
import { cp } from 'node:fs/promises'
import { join } from 'node:path'
import { signNoticeRequest } from '@maru/client/signed-request.ts'
import type { Signer } from '@maru/client/keys.ts'
import type { SigningOptions } from '@maru/client/transaction.ts'
import { createHost } from '@maru/engines/host.ts'
import type { CborValue } from '@maru/kernel/codec/cbor.ts'
import { openContentStore } from '@maru/server/content-store.ts'
import type { Mail, Mailer } from '@maru/server/notices/mail.ts'
import { openNotices, type Notices, type NoticesOptions } from '@maru/server/notices/notices.ts'
import { createServer } from '@maru/server/server.ts'
import { openTestCity, type TestCityOptions } from './city.ts'

export type NoticedCity = Awaited<ReturnType<typeof openNoticedCity>>

export const openNoticedCity = async (
  options: Partial<NoticesOptions> = {},
  cityOptions: TestCityOptions = {},
) => {
  const city = await openTestCity(cityOptions)
  const content = openContentStore({ folder: join(city.folder, 'content') })
  await content.follow(city.ledger)
  const mails: Mail[] = []
  const mailer: Mailer = {
    send: (mail) => Promise.resolve(void mails.push(mail)),
    close: () => undefined,
  }
  const { verifySignature } = createHost()
  const open = (name: string) =>
    openNotices({
      folder: join(city.folder, name),
      ledger: city.ledger,
      verifySignature,
      mailer,
      origin: 'https://maru.example',
      digests: { utcOffsetMinutes: 540, hour: 8 },
      now: city.now,
      ...options,
      limits: { gatherMs: 0, ...options.limits },
    })
  let name = 'notices'
  let notices = open(name)
  const abandoned: Notices[] = []
  const serve = () =>
    createServer({
      ledger: city.ledger,
      services: city.ledger.rules.services,
      content,
      notices,
      // The machine may be busy with other tests.
      limits: { eventLoopDelayMs: 0 },
    })
  let app = serve()
  await app.ready()

  const sign = (signer: Signer, action: string, input: CborValue, others: Partial<SigningOptions> = {}) =>
    signNoticeRequest(signer, action, input, {
      chain: city.genesis.chain,
      validUntil: city.now() + 300_000,
      ...others,
    })
  const post = (payload: Uint8Array, language = 'en') =>
    app.inject({
      method: 'POST',
      url: '/api/notices',
      headers: { 'content-type': 'application/cbor', 'accept-language': language },
      payload: Buffer.from(payload),
    })
  /** The answer, or the refusal's code. */
  const ask = async (signer: Signer, action: string, input: CborValue = {}): Promise<any> => {
    await notices.caughtUp()
    const body = (await post(sign(signer, action, input))).json()
    return body.code ?? body
  }
  return {
    city,
    mails,
    sign,
    post,
    ask,
    app: () => app,
    notices: () => notices,
    /** The events in an inbox, newest first. */
    events: async (signer: Signer, input: CborValue = { limit: 100 }): Promise<string[]> =>
      (await ask(signer, 'read-inbox', input)).notices.map(({ event }: { event: string }) => event),
    /** Closes notices and opens them again, as a restart does. */
    reopen: async () => {
      await app.close()
      await notices.close()
      notices = open(name)
      app = serve()
      await app.ready()
    },
    /** As if the process had ended now: opens a copy of what is on the disk. */
    crash: async () => {
      await app.close()
      await cp(join(city.folder, name), join(city.folder, `${name}-after`), { recursive: true })
      name += '-after'
      abandoned.push(notices)
      notices = open(name)
      app = serve()
      await app.ready()
    },
    close: async () => {
      await app.close()
      for (const each of [notices, ...abandoned]) await each.close()
      await content.close()
      await city.close()
    },
  }
}

export const withNoticedCity = async (
  run: (town: NoticedCity) => Promise<void>,
  options: Partial<NoticesOptions> = {},
  cityOptions: TestCityOptions = {},
): Promise<void> => {
  const town = await openNoticedCity(options, cityOptions)
  try {
    await run(town)
  } finally {
    await town.close()
  }
}
