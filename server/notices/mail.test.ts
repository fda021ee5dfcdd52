import assert from 'node:assert/strict'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { SMTPServer } from 'smtp-server'
import type { Signer } from '@maru/client/keys.ts'
import { withNoticedCity, type NoticedCity } from '@maru/testing/noticed-city.ts'
import { openMailFolder, openSmtp, SendError, type Mail, type Mailer } from './mail.ts'

const hour = 3_600_000
const address = 'ann@example.org'

/** An address that has been confirmed with the code that came to it. */
const setEmail = async (town: NoticedCity, signer: Signer, rhythm: string, to = address): Promise<void> => {
  const asked = await town.ask(signer, 'set-email', { address: to, rhythm, language: 'en' })
  assert.equal(asked.state, 'waiting-for-code')
  const [code] = /\d{8}/.exec(town.mails.at(-1)!.text)!
  assert.deepEqual(await town.ask(signer, 'confirm-email', { code }), { state: 'on' })
}
/** Something that the author hears of. */
const joinSome = async (town: NoticedCity, author: Signer, others: readonly Signer[]): Promise<void> => {
  const proposal = await town.city.openProposal(author)
  for (const other of others) await town.city.support(other, proposal)
  await town.notices().caughtUp()
}

test('a mail goes over SMTP as mail programs and scanners want it, and its link ends the mails', async () => {
  const received: { readonly to: readonly string[]; readonly text: string }[] = []
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, session, callback) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const to = session.envelope.rcptTo.map((recipient) => recipient.address)
        received.push({ to, text: Buffer.concat(chunks).toString() })
        callback()
      })
    },
  })
  await new Promise<void>((resolve) => void smtp.listen(0, '127.0.0.1', resolve))
  const { port } = smtp.server.address() as AddressInfo
  const mailer = openSmtp({ url: `smtp://127.0.0.1:${port}`, from: 'Maru <notices@example.org>' })
  try {
    await withNoticedCity(
      async (town) => {
        const [ann, ...others] = (await town.city.enrol(4)) as [Signer, ...Signer[]]
        const wish = { address, rhythm: 'each', language: 'en' }
        assert.equal((await town.ask(ann, 'set-email', wish)).state, 'waiting-for-code')
        assert.deepEqual(received[0]!.to, [address])
        assert.doesNotMatch(received[0]!.text, /List-Unsubscribe/)
        const [code] = /code is (\d{8})/.exec(received[0]!.text)!.slice(1)
        assert.equal(
          await town.ask(ann, 'confirm-email', { code: '12345678' === code ? '0' : '12345678' }),
          'N7-code-wrong',
        )
        await town.ask(ann, 'confirm-email', { code: code! })
        await joinSome(town, ann, others)
        assert.equal(received.length, 2)
        const { text } = received[1]!
        assert.match(text, /^Subject: Maru Town: a notice\r$/m)
        assert.match(text, /Proposal 1 reached a threshold with 3 supports/)
        assert.match(text, /^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r$/m)
        assert.match(text, /^Auto-Submitted: auto-generated\r$/m)
        assert.ok(!text.includes(ann.keyId))
        const [token] = /List-Unsubscribe: <https:\/\/maru\.example\/notices\/unsubscribe\?token=(\w+)>/
          .exec(text.replaceAll(/\r\n\s+/g, ' '))!
          .slice(1)
        const url = `/notices/unsubscribe?token=${token}`
        const page = await town.app().inject(url)
        assert.equal(page.statusCode, 200)
        assert.match(String(page.headers['content-security-policy']), /form-action 'self'/)
        assert.ok((await town.ask(ann, 'export-all')).email, 'looking at the page ends nothing')
        const headers = { 'content-type': 'application/x-www-form-urlencoded' }
        const click = { method: 'POST' as const, url, headers, payload: 'List-Unsubscribe=One-Click' }
        assert.equal((await town.app().inject(click)).statusCode, 200)
        assert.equal((await town.ask(ann, 'export-all')).email, undefined)
        assert.equal((await town.app().inject(click)).json().code, 'N14-link-unknown')
        await joinSome(town, ann, others)
        assert.equal(received.length, 2)
        assert.equal((await town.events(ann)).length, 2)
      },
      { mailer },
    )
  } finally {
    await new Promise<void>((resolve) => smtp.close(resolve))
  }
})

test('a digest goes out at the hour of the city, daily or on Mondays, and none when nothing happened', () =>
  withNoticedCity(async (town) => {
    // The clock stands at 2026-01-02 00:00 in the city, a Friday; digests go out at eight.
    const [ann, ben, ...others] = (await town.city.enrol(5)) as [Signer, Signer, ...Signer[]]
    await setEmail(town, ann, 'daily')
    await setEmail(town, ben, 'weekly', 'ben@example.org')
    await joinSome(town, ann, others)
    await joinSome(town, ben, others)
    await joinSome(town, ann, others)
    const sentAfter = async (ms: number): Promise<string[]> => {
      const before = town.mails.length
      town.city.advance(ms)
      town.notices().tick()
      await town.notices().caughtUp()
      return town.mails.slice(before).map(({ to, subject }) => `${to} ${subject}`)
    }
    assert.deepEqual(await sentAfter(8 * hour - 1), [])
    assert.deepEqual(await sentAfter(1), [`${address} Maru Town: 2 notices`])
    assert.deepEqual(await sentAfter(24 * hour), [])
    assert.deepEqual(await sentAfter(48 * hour), ['ben@example.org Maru Town: a notice'])
    await joinSome(town, ann, others)
    await town.reopen()
    await town.notices().caughtUp()
    assert.deepEqual(await sentAfter(23 * hour), [])
    assert.deepEqual(await sentAfter(hour), [`${address} Maru Town: a notice`])
  }))

/** Fails as often as it is told, and keeps what it took. */
const shakyMailer = (failures: Error[]) => {
  const taken: Mail[] = []
  const mailer: Mailer = {
    send: (mail) => {
      const failure = failures.shift()
      return failure ? Promise.reject(failure) : Promise.resolve(void taken.push(mail))
    },
    close: () => undefined,
  }
  return { mailer, taken, failures }
}
const confirmWith = async (town: NoticedCity, signer: Signer, taken: readonly Mail[]): Promise<void> => {
  await town.ask(signer, 'set-email', { address, rhythm: 'each', language: 'ko' })
  await town.ask(signer, 'confirm-email', { code: /\d{8}/.exec(taken.at(-1)!.text)![0] })
}

test('what fails is tried again later, with what happened since; what is refused for good is given up', () => {
  const { mailer, taken, failures } = shakyMailer([])
  return withNoticedCity(
    async (town) => {
      const [ann, ...others] = (await town.city.enrol(4)) as [Signer, ...Signer[]]
      await confirmWith(town, ann, taken)
      failures.push(new SendError('later', false), new SendError('later', false))
      await joinSome(town, ann, others)
      assert.deepEqual([taken.length, town.notices().status().retrying], [1, 1])
      await joinSome(town, ann, others)
      assert.equal(failures.length, 1, 'nothing is tried while it waits')
      for (const waited of [60_000, 300_000]) {
        town.city.advance(waited)
        town.notices().tick()
        await town.notices().caughtUp()
      }
      assert.deepEqual([taken.length, town.notices().status().retrying], [2, 0])
      assert.match(taken[1]!.subject, /2건/)

      failures.push(new SendError('550 no such mailbox', true))
      await joinSome(town, ann, others)
      assert.deepEqual(town.notices().status().dead, { email: 1, push: 0 })
      assert.match(
        (await town.app().inject('/metrics')).body,
        /maru_notices_dead_letters\{channel="email"\} 1/,
      )
      failures.push(...Array.from({ length: 6 }, () => new SendError('later', false)))
      await joinSome(town, ann, others)
      for (let tries = 0; tries < 6; tries++) {
        town.city.advance(9 * hour)
        town.notices().tick()
        await town.notices().caughtUp()
      }
      assert.deepEqual([failures.length, town.notices().status().dead.email], [0, 2])
      assert.equal((await town.events(ann)).length, 4, 'the inbox has them all')
    },
    { mailer },
  )
})

test('what was taken but not noted when the process ended is sent again with the same id, and nothing else is', () => {
  const { mailer, taken } = shakyMailer([])
  const asked: { readonly mail: Mail; readonly answer: () => void }[] = []
  let hangs = false
  const hanging: Mailer = {
    ...mailer,
    send: (mail) => (hangs ? new Promise((answer) => void asked.push({ mail, answer })) : mailer.send(mail)),
  }
  return withNoticedCity(
    async (town) => {
      const [ann, ...others] = (await town.city.enrol(4)) as [Signer, ...Signer[]]
      await confirmWith(town, ann, taken)
      await joinSome(town, ann, others)
      hangs = true
      const second = joinSome(town, ann, others)
      while (asked.length === 0) await new Promise((resolve) => setTimeout(resolve, 5))
      hangs = false
      await town.crash()
      await town.notices().caughtUp()
      assert.deepEqual(
        taken.slice(2).map(({ messageId }) => messageId),
        [asked[0]!.mail.messageId],
      )
      await town.reopen()
      await town.notices().caughtUp()
      assert.equal(taken.length, 3)
      asked[0]!.answer()
      await second
    },
    { mailer: hanging },
  )
})

test('codes are few and last half an hour, and a guess too many spoils the right one', () =>
  withNoticedCity(async (town) => {
    const [ann, ben] = (await town.city.enrol(2)) as [Signer, Signer]
    const wish = { address, rhythm: 'daily', language: 'ko' }
    const codeOf = () => /\d{8}/.exec(town.mails.at(-1)!.text)![0]
    const wrong = (code: string) => String((Number(code) + 1) % 1e8).padStart(8, '0')
    await town.ask(ann, 'set-email', wish)
    for (let guess = 0; guess < 5; guess++)
      assert.equal(await town.ask(ann, 'confirm-email', { code: wrong(codeOf()) }), 'N7-code-wrong')
    assert.equal(await town.ask(ann, 'confirm-email', { code: codeOf() }), 'N7-code-wrong')
    await town.ask(ann, 'set-email', wish)
    town.city.advance(30 * 60_000 + 1)
    assert.equal(await town.ask(ann, 'confirm-email', { code: codeOf() }), 'N7-code-wrong')
    assert.equal((await town.ask(ann, 'export-all')).claim.address, address)
    town.notices().tick()
    const kept = async (): Promise<unknown> => (await town.ask(ann, 'export-all')).claim
    while ((await kept()) !== undefined) await new Promise((resolve) => setTimeout(resolve, 5))
    for (let code = 0; code < 3; code++) {
      await town.ask(ann, 'erase-all')
      assert.equal((await town.ask(ann, 'set-email', wish)).state, 'waiting-for-code')
    }
    assert.equal(await town.ask(ann, 'set-email', wish), 'N6-too-many-codes')
    assert.equal((await town.ask(ben, 'set-email', wish)).state, 'waiting-for-code')
    for (const bad of ['a@b.c,d@e.f', 'a@b.c\r\nbcc: d@e.f', 'a', `${'a'.repeat(250)}@b.cd`, ''])
      assert.equal(await town.ask(ben, 'set-email', { ...wish, address: bad }), 'T11-input-malformed')
    assert.equal(await town.ask(ben, 'set-email', { ...wish, address: null }), 'N5-no-address')
  }))

test('a city without mail says so; a mail server that is away is told to whoever waits for a code', async () => {
  await withNoticedCity(
    async (town) => {
      const [ann] = (await town.city.enrol(1)) as [Signer]
      assert.deepEqual((await town.app().inject('/api/notices')).json(), { email: false, push: null })
      assert.equal(
        await town.ask(ann, 'set-email', { address, rhythm: 'each', language: 'ko' }),
        'N3-mail-off',
      )
    },
    { mailer: undefined },
  )
  const mailer = openSmtp({ url: 'smtp://127.0.0.1:1', from: 'notices@example.org' })
  await withNoticedCity(
    async (town) => {
      const [ann] = (await town.city.enrol(1)) as [Signer]
      assert.equal(
        await town.ask(ann, 'set-email', { address, rhythm: 'each', language: 'ko' }),
        'N13-mail-failed',
      )
    },
    { mailer },
  )
})

test('while developing, mails are files, and only the newest are kept', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'maru-mail-'))
  try {
    const mail = { to: address, subject: '새 소식', text: '본문입니다', messageId: 'abc' }
    for (let start = 0; start < 2; start++) {
      const mailer = openMailFolder(folder, 3)
      for (let count = 0; count < 3; count++) await mailer.send(mail)
    }
    const names = (await readdir(folder)).sort()
    assert.deepEqual(names, ['00000004.eml', '00000005.eml', '00000006.eml'])
    assert.match(await readFile(join(folder, names[0]!), 'utf8'), /^Message-ID: <abc@maru>\r?$/m)
  } finally {
    await rm(folder, { recursive: true })
  }
})
