/** The `maru` command: finds the subcommand, runs it, and turns what goes wrong into a sentence and an exit code. */
import { backupCommand } from './commands/backup.ts'
import { compareCommand } from './commands/compare.ts'
import { evidenceCommand } from './commands/evidence.ts'
import { importCommand } from './commands/import.ts'
import { keysCommand } from './commands/keys.ts'
import { mirrorCommand } from './commands/mirror.ts'
import { networkCommand } from './commands/network.ts'
import { nodeCommand } from './commands/node.ts'
import { rebuildCommand } from './commands/rebuild.ts'
import { receiptCommand } from './commands/receipt.ts'
import { reindexCommand } from './commands/reindex.ts'
import { relayCommand } from './commands/relay.ts'
import { reportCommand } from './commands/report.ts'
import { restoreCommand } from './commands/restore.ts'
import { startCommand } from './commands/start.ts'
import { statusCommand } from './commands/status.ts'
import { storageCommand } from './commands/storage.ts'
import { verifyCommand } from './commands/verify.ts'
import { witnessCommand } from './commands/witness.ts'
import { createTerminal, UsageError, type Command } from './terminal.ts'

const commands: readonly Command[] = [
  startCommand,
  networkCommand,
  nodeCommand,
  importCommand,
  verifyCommand,
  witnessCommand,
  mirrorCommand,
  relayCommand,
  receiptCommand,
  compareCommand,
  evidenceCommand,
  keysCommand,
  backupCommand,
  restoreCommand,
  rebuildCommand,
  reindexCommand,
  reportCommand,
  statusCommand,
  storageCommand,
]

const help = `maru: a city's open ledger and the public services on it

Usage: maru <command> [options]

${commands.map(({ name, summary }) => `  ${name.padEnd(10)}${summary}`).join('\n')}

Each command explains itself: maru <command> --help
Exit code 0 means success, 1 that something is wrong with what was checked or run, 2 that the call was.`

const main = async ([name = '--help', ...args]: string[]): Promise<number> => {
  if (name === '--help' || name === '-h' || name === 'help') {
    process.stdout.write(`${help}\n`)
    return 0
  }
  const command = commands.find((candidate) => candidate.name === name)
  if (!command) throw new UsageError(`there is no command "${name}"`, help)
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
