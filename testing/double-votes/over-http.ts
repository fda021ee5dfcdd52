/** Sends to the servers of nodes, each device from an address of its own: they bound what comes from one. */
import { request } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { sendVote } from '@maru/client/send-vote.ts'
import { encodeBase64 } from '@maru/kernel/log/base64.ts'
import type { Answer, Network, SentText } from './network.ts'

export const sendOverHttp =
  (urls: readonly string[]): Network['send'] =>
  async (node, transaction, from, text) => {
    try {
      return await post(new URL('/api/transactions?proof=none', urls[node]), transaction, from, text)
    } catch {
      return { code: 'unreachable' }
    }
  }

/** As the app does it where there is no relay. */
export const castOverRoad =
  (urls: readonly string[]): Network['cast'] =>
  async (node, transaction) => {
    try {
      const answer = await sendVote({ url: urls[node]!, keys: '' }, transaction)
      if (answer.state === 'recorded') return answer
      return { code: answer.state === 'refused' ? answer.code : 'T17-undecided' }
    } catch {
      return { code: 'unreachable' }
    }
  }

const post = async (url: URL, transaction: Uint8Array, from: number, text?: SentText): Promise<Answer> => {
  const type = text ? 'application/json' : 'application/cbor'
  const body = text
    ? JSON.stringify({
        transaction: encodeBase64(transaction),
        content: text.content,
        contentSalt: encodeBase64(text.salt),
      })
    : transaction
  const answer = await new Promise<Buffer>((resolve, reject) => {
    const asked = request(url, {
      method: 'POST',
      headers: { 'content-type': type, 'content-length': Buffer.byteLength(body) },
      localAddress: addressOf(from),
      agent: false,
      timeout: 60_000,
    })
    asked.on('response', (response) => void buffer(response).then(resolve, reject))
    asked.on('timeout', () => asked.destroy(new Error('no answer')))
    asked.on('error', reject)
    asked.end(body)
  })
  return JSON.parse(answer.toString()) as Answer
}

/** One of 60,000 of the loopback range, all of which are this machine. */
const addressOf = (device: number): string =>
  `127.77.${1 + (Math.floor(device / 250) % 240)}.${1 + (device % 250)}`
