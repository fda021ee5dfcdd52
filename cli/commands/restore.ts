/** `maru restore`: makes a data folder of a backup. */
import { restoreBackup } from '../backup/restore.ts'
import { parseOptions, UsageError, type Command } from '../terminal.ts'

const help = `Usage: maru restore --from FOLDER --data FOLDER [--join URL ...] [--signer FOLDER] [--json]

Makes a data folder of a backup of maru backup, and checks every entry and row of it. Start it as the one before.

  --from FOLDER    the backup
  --data FOLDER    where it is made; new or empty
  --join URL       RPC of a running node of the network, once for each: the node gets from them what was recorded since,
                   and refuses a log that does not go on from the backup's. Needed for a node that ran while it was copied
  --signer FOLDER  the folder that the node had: its voting key, and what that has signed last, are taken from there.
                   Only when it will never run again. Without it the node gets a new voting key, for the institutions to
                   take in: a key whose last signature is not known could sign a block twice, which is held against it

A city alone that recorded votes after the backup must not go on from it, for its log would contradict receipts that
people have: make the folder from the newest copy of the log that anyone has instead (maru rebuild).

Examples:
  maru restore --from /mnt/backup/maru --data /srv/maru
  maru restore --from /mnt/backup/maru --data /srv/maru --join http://10.0.1.1:26657`

export const restoreCommand: Command = {
  name: 'restore',
  summary: 'make a data folder of a backup',
  help,
  run: async (args, terminal) => {
    const { values } = parseOptions(
      args,
      {
        from: { type: 'string' },
        data: { type: 'string' },
        join: { type: 'string', multiple: true, default: [] },
        signer: { type: 'string' },
      },
      help,
    )
    const { from, data, signer } = values
    if (from === undefined || data === undefined)
      throw new UsageError('name the backup with --from, and a new folder with --data', help)
    const restored = await restoreBackup({ from, data, rpcUrls: values.join, signer })
    terminal.line(`✓ ${restored.size.toLocaleString('en')} entries up to height ${restored.height}, checked, are in ${data}
  state root ${restored.stateRoot}
  start it   maru ${restored.isOfNetwork ? 'node' : 'start'} --data ${data}`)
    if (restored.isOfNetwork && signer === undefined)
      terminal.line(
        '! it has a new voting key: until the institutions take it in, the node follows and does not vote',
      )
    terminal.answer({ ok: true, ...restored, data })
    return 0
  },
}
