/**
 * Which form the data folder has, in its file `format`. A program opens every form up to its own; a folder that a newer
 * one has written it leaves alone, since it could lose what it does not know. docs/spec/snapshots.md, "Upgrades".
 */
import { join } from 'node:path'
import { StartError } from './errors.ts'
import { nodeFiles as files } from './files.ts'

/** Of folders written by this program. One without the file is of form 1, which is older than the file. */
export const folderFormat = 1

export const checkFolderFormat = async (folder: string): Promise<void> => {
  const path = join(folder, 'format')
  const bytes = files.read(path)
  const format = bytes === undefined ? undefined : Number(Buffer.from(bytes).toString().trim())
  if (format !== undefined && !(Number.isSafeInteger(format) && format > 0))
    throw new StartError('E2-damaged', `${path} has no number: restore it from a copy of the folder.`)
  if (format !== undefined && format > folderFormat)
    throw new StartError(
      'E9-newer-folder',
      `${folder} was written by a newer Maru (form ${format}; this one knows forms up to ${folderFormat}): start that one, or restore the backup from before the upgrade.`,
    )
  if (format !== folderFormat) await files.replace(path, Buffer.from(`${folderFormat}\n`))
}
