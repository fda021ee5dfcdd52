/**
 * The journal: every block goes here first, in one write and one fdatasync, and is acknowledged after it. State and
 * static log files follow at leisure; what they have caught up with is dropped. At the start the rest is run again.
 *
 * Segments are named after the height of their first block. A torn end was never acknowledged and is cut off. A
 * frame that is broken though a whole one follows has been damaged later, and stops the start.
 */
import { join } from 'node:path'
import { DamageError } from './errors.ts'
import type { Files } from './files.ts'
import type { Frame, FrameCodec } from './frame.ts'

export interface Journal {
  readonly append: (frame: Frame) => void
  /** Everything up to this height is safe elsewhere. */
  readonly drop: (height: number) => void
  readonly close: () => void
}

/** The frames above `height`, in order and without a gap; cuts off a torn end. */
export const recoverFrames = (files: Files, codec: FrameCodec, folder: string, height: number): Frame[] => {
  const frames: Frame[] = []
  const segments = files.list(folder).map((name) => join(folder, name))
  segments.forEach((path, position) => {
    const bytes = Buffer.from(files.read(path) ?? [])
    let offset = 0
    while (offset < bytes.length) {
      const found = codec.decode(bytes, offset)
      if (!found) break
      if (found.frame.height > height) addFrame(frames, found.frame, height, path, offset)
      offset = found.next
    }
    if (offset === bytes.length) return
    const later = codec.findAfter(bytes, offset)
    if (later !== undefined)
      throw new DamageError(path, `the block there is broken, but the one at byte ${later} is whole`, offset)
    if (segments.slice(position + 1).some((next) => codec.decode(Buffer.from(files.read(next) ?? []), 0))) {
      throw new DamageError(path, 'the block there is broken, but the next journal file is whole', offset)
    }
    files.truncate(path, offset)
  })
  return frames
}

export const openJournal = (
  files: Files,
  codec: FrameCodec,
  folder: string,
  segmentBytes: number,
): Journal => {
  let segment: { readonly fd: number; size: number } | undefined

  const closeSegment = (): void => {
    if (segment) files.close(segment.fd)
    segment = undefined
  }

  const openSegment = (height: number) => {
    const fd = files.open(join(folder, segmentName(height)))
    files.syncFolder(folder)
    return { fd, size: 0 }
  }

  return {
    append: (frame) => {
      if (segment && segment.size > segmentBytes) closeSegment()
      segment ??= openSegment(frame.height)
      const bytes = codec.encode(frame)
      files.write(segment.fd, bytes)
      files.sync(segment.fd)
      segment.size += bytes.length
    },
    drop: (height) => {
      const names = files.list(folder)
      names.forEach((name, position) => {
        const next = names[position + 1]
        if (next !== undefined && heightOf(next) <= height + 1) files.remove(join(folder, name))
      })
    },
    close: closeSegment,
  }
}

const addFrame = (frames: Frame[], frame: Frame, height: number, path: string, offset: number): void => {
  const expected = (frames.at(-1)?.height ?? height) + 1
  if (frame.height !== expected)
    throw new DamageError(path, `block ${expected} is missing before block ${frame.height}`, offset)
  frames.push(frame)
}

const segmentName = (height: number): string => `${String(height).padStart(12, '0')}.journal`

const heightOf = (name: string): number => Number.parseInt(name, 10)
