/** Where the program CometBFT is on this machine, at the version that everything here is tested with. */
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

export const cometBftVersion = '0.38.25'

export interface ProgramOptions {
  /** COMETBFT names the program; else it is looked for along PATH. */
  readonly environment: { readonly [name: string]: string | undefined }
  /** Where Go installs it to when it is nowhere. */
  readonly installFolder: string
}

/** The path of the program. Installs it where Go is; throws with a sentence that says what to do otherwise. */
export const findCometBft = (options: ProgramOptions): string => {
  const found = findInstalled(options) ?? install(options)
  if (found === undefined) throw new Error(`CometBFT is not on this machine. ${howToGetIt}`)
  const version = versionOf(found)
  if (version === cometBftVersion) return found
  throw new Error(
    `${found} is CometBFT ${version ?? 'of no known version'}, not ${cometBftVersion}. ${howToGetIt}`,
  )
}

/** The program that is named, whatever it is, or one of the right version; undefined when it is not there. */
export const findInstalled = ({ environment, installFolder }: ProgramOptions): string | undefined =>
  environment['COMETBFT'] ??
  [installFolder, ...(environment['PATH'] ?? '').split(delimiter)]
    .map((folder) => join(folder, programName))
    .find((path) => existsSync(path) && versionOf(path) === cometBftVersion)

const programName = process.platform === 'win32' ? 'cometbft.exe' : 'cometbft'

const howToGetIt = `Install Go and run
  go install github.com/cometbft/cometbft/cmd/cometbft@v${cometBftVersion}
or download that version from https://github.com/cometbft/cometbft/releases, and name it in COMETBFT.`

const install = ({ environment, installFolder }: ProgramOptions): string | undefined => {
  const { error, status } = spawnSync(
    'go',
    ['install', `github.com/cometbft/cometbft/cmd/cometbft@v${cometBftVersion}`],
    {
      env: { ...environment, GOBIN: installFolder },
      stdio: ['ignore', 'ignore', 'inherit'],
      timeout: 900_000,
    },
  )
  return error || status !== 0 ? undefined : join(installFolder, programName)
}

const versionOf = (path: string): string | undefined => {
  try {
    return execFileSync(path, ['version'], { encoding: 'utf8', timeout: 10_000 })
      .trim()
      .replace(/^v/, '')
      .split('+')[0]
  } catch {
    return undefined
  }
}
