// Makes a fresh clone ready: dependencies from the lockfile, then the build. Does nothing when nothing changed.
// Plain JavaScript for the system's Node, because the pinned one is not there yet.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))
export const node = join(root, 'node_modules/node/bin/node')

const lockStamp = join(root, 'node_modules/.kneepoint-lock')
const buildStamp = join(root, 'dist/.kneepoint-build')
const bundlers = ['bundle-screen.js', 'bundle-program.js', 'place-of.js'].map((file) => join('scripts', file))
const isUnix = process.platform !== 'win32'

/** Installs and builds what is missing or out of date. Ends the process when that fails. */
export function setUp() {
  install()
  build()
}

function install() {
  const wanted = digest(readFileSync(join(root, 'package-lock.json')))
  if (read(lockStamp) === wanted && existsSync(node)) return
  run('installing dependencies (once)', isUnix ? 'npm' : 'npm.cmd', [
    'ci',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ])
  writeFileSync(lockStamp, wanted)
}

function build() {
  const wanted = digest(sourceList().join('\n'))
  if (read(buildStamp) === wanted) return
  rmSync(join(root, 'dist'), { recursive: true, force: true })
  compile('building', 'tsconfig.build.json')
  // What runs in a browser: other types, the same folder.
  compile('building the page of reports', 'src/report/page/tsconfig.build.json')
  run('bundling the screen', node, [join(root, 'scripts/bundle-screen.js')])
  run('bundling the program', node, [join(root, 'scripts/bundle-program.js')])
  copySources()
  mkdirSync(join(root, 'dist'), { recursive: true })
  writeFileSync(buildStamp, wanted)
}

const compile = (what, project) => run(what, node, [join(root, 'node_modules/typescript/bin/tsc'), '-p', project])

/** Plain scripts that are bundled into users' scripts, and styles, are no part of the compilation. */
function copySources() {
  for (const folder of ['engine/modules/jslib/sources', 'report/page/styles']) {
    cpSync(join(root, 'src', folder), join(root, 'dist', folder), { recursive: true })
  }
}

/** Name, size and time of every file that the build depends on. */
function sourceList() {
  const files = readdirSync(join(root, 'src'), { recursive: true }).map((file) => join('src', file))
  return [...files, 'tsconfig.json', 'tsconfig.build.json', 'package-lock.json', ...bundlers].sort().flatMap((file) => {
    const info = statSync(join(root, file))
    return info.isFile() ? [`${file} ${info.size} ${info.mtimeMs}`] : []
  })
}

function run(what, command, args) {
  process.stderr.write(`kneepoint: ${what} ...\n`)
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2] })
  if (status === 0) return
  process.stderr.write(`kneepoint: ${what} failed${error ? `: ${error.message}` : ''}\n`)
  process.exit(status ?? 1)
}

const digest = (data) => createHash('sha256').update(data).digest('hex')
const read = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : undefined)

if (process.argv[1] === fileURLToPath(import.meta.url)) setUp()
