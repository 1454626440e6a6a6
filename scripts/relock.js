// `npm run relock`: makes package-lock.json anew, complete for every platform.
// In an empty folder, because beside node_modules npm leaves out other platforms' optional packages (npm/cli#4828). A registry
// mirror that lacks some of those packages makes npm leave them out too, and `npm ci` then refuses the lockfile; so they are
// filled in from what their parents ask for. They are never installed on a platform that is not theirs.
import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from './setup.js'

const systems = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32']
const processors = ['arm', 'arm64', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64']

/** Adds an entry for every optional package that a locked package asks for and the lockfile lacks. */
function complete(lock) {
  for (const [path, { optionalDependencies = {} }] of Object.entries(lock.packages)) {
    for (const [name, version] of Object.entries(optionalDependencies)) {
      const isNested = `${path}/node_modules/${name}` in lock.packages
      if (isNested || `node_modules/${name}` in lock.packages) continue
      lock.packages[`node_modules/${name}`] = {
        version,
        optional: true,
        ...(isDev(lock, path) && { dev: true }),
        ...platformOf(name),
      }
    }
  }
  lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)))
}

const isDev = (lock, path) => lock.packages[path]?.dev === true

/** `@x/binding-linux-arm64-musl`: os linux, cpu arm64, libc musl. */
function platformOf(name) {
  const parts = name.split(/[/-]/)
  const of = (known) => parts.filter((part) => known.includes(part))
  const [os, cpu] = [of(systems), of(processors)]
  return { ...(os.length > 0 && { os }), ...(cpu.length > 0 && { cpu }) }
}

const folder = mkdtempSync(join(tmpdir(), 'kneepoint-relock-'))
copyFileSync(join(root, 'package.json'), join(folder, 'package.json'))
const args = ['install', '--package-lock-only', '--ignore-scripts', '--loglevel=error']
const { status } = spawnSync('npm', args, { cwd: folder, stdio: 'inherit' })
if (status === 0) {
  const lock = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8'))
  complete(lock)
  writeFileSync(join(root, 'package-lock.json'), `${JSON.stringify(lock, null, 2)}\n`)
}
rmSync(folder, { recursive: true })
process.exitCode = status ?? 1
