// `npm run relock`: makes package-lock.json anew in an empty folder. Beside node_modules npm would leave out the optional
// packages of other platforms (npm/cli#4828), and `npm ci` would then refuse the lockfile.
import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from './setup.js'

const folder = mkdtempSync(join(tmpdir(), 'kneepoint-relock-'))
copyFileSync(join(root, 'package.json'), join(folder, 'package.json'))
const args = ['install', '--package-lock-only', '--ignore-scripts', '--loglevel=error']
const { status } = spawnSync('npm', args, { cwd: folder, stdio: 'inherit' })
if (status === 0) copyFileSync(join(folder, 'package-lock.json'), join(root, 'package-lock.json'))
rmSync(folder, { recursive: true })
process.exitCode = status ?? 1
