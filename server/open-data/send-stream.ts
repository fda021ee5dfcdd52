/** Sends what is made while it is read: no faster than the reader takes it, and no longer than the reader stays. */
import { finished, pipeline, Readable } from 'node:stream'
import { constants, createGzip } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Problem } from '../problem.ts'

export interface Streams {
  /** Throws a Problem with S25-too-many-exports when as many are under way as may be. */
  readonly send: (request: FastifyRequest, reply: FastifyReply, stream: Streamed) => FastifyReply
}

export interface Streamed {
  readonly headers: { readonly [name: string]: string | number }
  readonly chunks: () => AsyncIterable<string | Uint8Array>
  /** It is packed already. */
  readonly packed?: boolean
}

export const createStreams = (streamsMax: number, idleMs: number): Streams => {
  let underWay = 0
  return {
    send: (request, reply, { headers, chunks, packed = false }) => {
      const isHead = request.method === 'HEAD'
      if (!isHead && underWay >= streamsMax) throw new Problem('S25-too-many-exports')
      const zips = !packed && takesGzip(request.headers['accept-encoding'])
      reply.headers({
        ...headers,
        vary: 'accept-encoding',
        ...(zips && { 'content-encoding': 'gzip' }),
      })
      if (isHead) return reply.send()
      underWay++
      const source = Readable.from(chunks(), { objectMode: false, highWaterMark: bufferBytes })
      finished(source, () => void underWay--)
      dropIdle(reply, idleMs)
      if (!zips) return reply.send(source)
      // The quickest level still makes a fifth of it, at half the time of the usual one.
      const gzip = createGzip({ level: constants.Z_BEST_SPEED })
      // Fastify answers for the end of what it was given; this carries it back to the source.
      pipeline(source, gzip, () => undefined)
      return reply.send(gzip)
    },
  }
}

const bufferBytes = 64 * 1024

/** A reader that takes nothing must not keep the place of others. */
const dropIdle = ({ raw }: FastifyReply, idleMs: number): void => {
  const { socket } = raw
  let seen = -1
  const watch = setInterval(() => {
    const written = socket?.bytesWritten ?? 0
    if (written === seen) raw.destroy()
    seen = written
  }, idleMs)
  watch.unref()
  raw.once('close', () => clearInterval(watch))
}

/** RFC 9110 section 12.5.3: not where it is refused by q=0. */
const takesGzip = (header: string | readonly string[] | undefined): boolean =>
  String(header ?? '')
    .split(',')
    .some((coding) => /^\s*(?:gzip|\*)\s*(?:;\s*q=(?!0(?:\.0*)?\s*$)[\d.]+\s*)?$/i.test(coding))
