/**
 * One process for one data folder. The lock is a listening socket named after the folder: the operating system drops
 * it with the process, however that ends, so there is no stale lock to judge. The file `lock` only tells people who.
 */
import { statSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { connect, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sha256 } from '../host.ts'
import { StartError } from './errors.ts'

export const lockFolder = async (folder: string): Promise<() => Promise<void>> => {
  const { dev, ino } = statSync(folder)
  const name = Buffer.from(sha256(Buffer.from(`${dev}:${ino}`))).toString('hex', 0, 16)
  const address = addressOf(name)
  const server = await listen(address).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error
    if (address.startsWith(tmpdir()) && !(await answers(address))) {
      await rm(address, { force: true })
      return listen(address)
    }
    throw new StartError(
      'E1-in-use',
      `${folder} is in use by another process (see its file "lock"): stop that one first.`,
    )
  })
  server.unref()
  tellWho(folder)
  return async () => {
    await rm(join(folder, 'lock'), { force: true })
    await new Promise((resolve) => void server.close(resolve))
  }
}

/** On a full disk nobody is told, and the folder is locked all the same. */
const tellWho = (folder: string): void => {
  try {
    writeFileSync(join(folder, 'lock'), `process ${process.pid}\n`)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
  }
}

/** Linux and Windows have socket names outside the file system; elsewhere a left-over file is asked if it lives. */
const addressOf = (name: string): string =>
  process.platform === 'linux'
    ? `\0maru-${name}`
    : process.platform === 'win32'
      ? String.raw`\\.\pipe\maru-${name}`
      : join(tmpdir(), `maru-${name}.sock`)

const listen = (address: string): Promise<Server> =>
  new Promise((resolve, reject) => {
    const server = createServer((socket) => void socket.destroy())
    server.once('error', reject)
    server.listen(address, () => resolve(server))
  })

const answers = (address: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(address)
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
