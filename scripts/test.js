// `npm test`: makes the clone ready and runs every test; arguments go to vitest.
import { spawn } from 'node:child_process'
import { delimiter, join } from 'node:path'
import { node, root, setUp } from './setup.js'

setUp()
const bin = join(root, 'node_modules/.bin')
const child = spawn(node, [join(root, 'node_modules/vitest/vitest.mjs'), 'run', ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH ?? ''}` },
})
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
child.on('exit', (code) => process.exit(code ?? 1))
