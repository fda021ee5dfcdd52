// Makes a clone ready to run: installs what package-lock.json says, and the Node that package.json pins.
// Runs before start, test, check and bench, so plain JavaScript for any Node >= 20 and no dependencies.
// When all is in place it does nothing and says nothing, in well under 100 ms.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const modules = join(root, 'node_modules')
const record = join(modules, '.maru-lock')
const windows = process.platform === 'win32'
const nodeFile = windows ? join(modules, 'node', 'bin', 'node.exe') : join(modules, '.bin', 'node')
const wanted = readJson(join(root, 'package.json')).devDependencies.node
const hash = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .digest('hex')

if (!isInstalled()) install()
if (!nodeRuns()) installNode()

function isInstalled() {
  if (existsSync(record) && readFileSync(record, 'utf8') === hash) return true
  if (!installMatchesLock()) return false
  // Somebody ran npm install or npm ci by hand: the same result, so only remember it.
  writeFileSync(record, hash)
  return true
}

/** npm writes what it installed to node_modules/.package-lock.json: compare it with what is asked for. */
function installMatchesLock() {
  const file = join(modules, '.package-lock.json')
  if (!existsSync(file)) return false
  const installed = readJson(file).packages
  return Object.entries(readJson(join(root, 'package-lock.json')).packages).every(([path, asked]) => {
    if (!path.startsWith('node_modules/')) return true
    const found = installed[path]
    // Optional packages are often for other machines than this one.
    if (found === undefined) return asked.optional === true || asked.devOptional === true
    return found.version === asked.version && found.integrity === asked.integrity
  })
}

function install() {
  say(
    '필요한 패키지를 설치합니다 (몇 분 걸릴 수 있습니다). / Installing packages (this may take some minutes).',
  )
  // Not `npm ci`: it refuses a lock file that lists an optional package for some other system without having
  // found it. --no-save leaves the lock file as it is, and the comparison below holds the result to it.
  // --ignore-scripts: of all install scripts only Node's own is run, further down; lmdb brings its binary along.
  // --include: a machine with NODE_ENV=production would otherwise leave out the pinned Node itself.
  const parameters = ['--no-save', '--ignore-scripts', '--include=dev', '--include=optional']
  if (npm(['install', ...parameters, '--no-audit', '--no-fund', '--loglevel=error']) !== 0) {
    fail(
      '설치하지 못했습니다. 인터넷 연결과 npm 레지스트리(npm config get registry)를 확인한 뒤 같은 명령을 다시 실행하세요.',
      'The installation failed. Check the network and the npm registry (npm config get registry), then run the same command again.',
    )
  }
  if (!installMatchesLock()) {
    fail(
      'package.json과 package-lock.json이 서로 다릅니다. npm install을 실행하고 바뀐 package-lock.json을 함께 커밋하세요.',
      'package.json and package-lock.json disagree. Run npm install and commit the changed package-lock.json.',
    )
  }
  writeFileSync(record, hash)
}

/** The npm package `node` fetches its binary by an install script. */
function installNode() {
  say(`Node ${wanted}을(를) 설치합니다. / Installing Node ${wanted}.`)
  npm(['rebuild', 'node', '--ignore-scripts=false', '--loglevel=error'])
  if (nodeRuns()) return
  fail(
    `Node ${wanted}을(를) 설치하지 못했습니다. 'npm rebuild node'를 실행하거나, Node ${major(wanted)} 이상을 직접 설치한 뒤 다시 실행하세요.`,
    `Node ${wanted} could not be installed. Run 'npm rebuild node', or install Node ${major(wanted)} or newer yourself, then try again.`,
  )
}

/** True too where no pinned Node could be put, but the machine's own is new enough: npm then takes that. */
function nodeRuns() {
  const answer = spawnSync(nodeFile, ['--version'], { encoding: 'utf8' })
  if (answer.status === 0) return major(answer.stdout.slice(1)) >= major(wanted)
  return !existsSync(nodeFile) && major(process.versions.node) >= major(wanted)
}

function npm(parameters) {
  const script = process.env.npm_execpath
  // Not the npm on PATH where npm itself started us: it may be another version than the person asked for.
  const viaScript = script !== undefined && /npm-cli\.[cm]?js$/.test(script) && existsSync(script)
  const [command, first] = viaScript ? [hostNode(), [script]] : ['npm', []]
  const options = { cwd: root, stdio: 'inherit', env: hostEnv(), shell: windows && !viaScript }
  return spawnSync(command, [...first, ...parameters], options).status
}

/** The machine's own Node, not the one in node_modules: npm may replace that while it works. */
function hostNode() {
  const outside = [process.env.npm_node_execpath, process.execPath].find(
    (path) => path !== undefined && !path.startsWith(modules) && existsSync(path),
  )
  return outside ?? 'node'
}

function hostEnv() {
  const separator = windows ? ';' : ':'
  const name = Object.keys(process.env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH'
  const folders = (process.env[name] ?? '').split(separator).filter((folder) => !folder.startsWith(modules))
  return { ...process.env, [name]: folders.join(separator) }
}

function major(version) {
  return Number.parseInt(version, 10)
}

function readJson(file) {
  return JSON.parse(readFileSync(file, 'utf8'))
}

function say(text) {
  process.stderr.write(`maru: ${text}\n`)
}

function fail(...sentences) {
  for (const sentence of sentences) say(sentence)
  process.exit(1)
}
