/** The `maru` command: finds the subcommand, runs it, and turns what goes wrong into a sentence and an exit code. */
import { createTerminal, UsageError, type Command } from './terminal.ts'

/** Loaded when asked for: all of them together take longer than most of them run. */
const commands: { readonly [name: string]: () => Promise<Command> } = {
  start: async () => (await import('./commands/start.ts')).startCommand,
  network: async () => (await import('./commands/network.ts')).networkCommand,
  node: async () => (await import('./commands/node.ts')).nodeCommand,
  import: async () => (await import('./commands/import.ts')).importCommand,
  verify: async () => (await import('./commands/verify.ts')).verifyCommand,
  witness: async () => (await import('./commands/witness.ts')).witnessCommand,
  mirror: async () => (await import('./commands/mirror.ts')).mirrorCommand,
  relay: async () => (await import('./commands/relay.ts')).relayCommand,
  receipt: async () => (await import('./commands/receipt.ts')).receiptCommand,
  poll: async () => (await import('./commands/poll.ts')).pollCommand,
  compare: async () => (await import('./commands/compare.ts')).compareCommand,
  evidence: async () => (await import('./commands/evidence.ts')).evidenceCommand,
  keys: async () => (await import('./commands/keys.ts')).keysCommand,
  backup: async () => (await import('./commands/backup.ts')).backupCommand,
  restore: async () => (await import('./commands/restore.ts')).restoreCommand,
  rebuild: async () => (await import('./commands/rebuild.ts')).rebuildCommand,
  reindex: async () => (await import('./commands/reindex.ts')).reindexCommand,
  report: async () => (await import('./commands/report.ts')).reportCommand,
  status: async () => (await import('./commands/status.ts')).statusCommand,
  storage: async () => (await import('./commands/storage.ts')).storageCommand,
}

const helpOfAll = async (): Promise<string> => {
  const all = await Promise.all(Object.values(commands).map((load) => load()))
  return `maru: a city's open ledger and the public services on it

Usage: maru <command> [options]

${all.map(({ name, summary }) => `  ${name.padEnd(10)}${summary}`).join('\n')}

Each command explains itself: maru <command> --help
Exit code 0 means success, 1 that something is wrong with what was checked or run, 2 that the call was.`
}

const main = async ([name = '--help', ...args]: string[]): Promise<number> => {
  if (name === '--help' || name === '-h' || name === 'help') {
    process.stdout.write(`${await helpOfAll()}\n`)
    return 0
  }
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!load) throw new UsageError(`there is no command "${name}"`, await helpOfAll())
  const command = await load()
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(`${command.help}\n`)
    return 0
  }
  return command.run(args, createTerminal(args.includes('--json'), process.env))
}

// Whoever reads along may have read enough, as `head` has.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit(0)
})

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  const json = process.argv.includes('--json')
  const { message, code } = error as Error & { code?: string }
  if (json) process.stdout.write(`${JSON.stringify({ ok: false, code: code ?? 'C9-failed', message })}\n`)
  else process.stderr.write(`maru: ${message}\n`)
  if (error instanceof UsageError && error.help && !json) process.stderr.write(`\n${error.help}\n`)
  process.exitCode = error instanceof UsageError ? 2 : 1
}
