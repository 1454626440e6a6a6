#!/usr/bin/env node
// Runs on any Node, so that an old one gets a sentence instead of a syntax error.
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const NEEDED = 24
const main = new URL('../dist/cli/main.js', import.meta.url)
const bundledNode = fileURLToPath(new URL('../node_modules/node/bin/node', import.meta.url))

if (!existsSync(main)) {
  console.error('kneepoint is not built yet: run `npm start` or `npm run build` in its folder first')
  process.exit(1)
} else if (Number.parseInt(process.versions.node, 10) >= NEEDED) {
  await import(main.href)
} else if (existsSync(bundledNode)) {
  await runWith(bundledNode)
} else {
  console.error(
    `kneepoint needs Node ${NEEDED} or newer; this is ${process.version}. Install a newer Node and try again`,
  )
  process.exit(1)
}

/** In a clone, the Node that npm installed beside us takes over; signals sent to us are passed on. */
async function runWith(node) {
  // Loaded here: it takes 2 ms, and most have a Node that is new enough.
  const [{ spawn }, { constants }] = await Promise.all([import('node:child_process'), import('node:os')])
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: 'inherit',
    // A terminal sends Ctrl-C to both of us: told of the launcher, the child takes the two as one.
    env: { ...process.env, KNEEPOINT_LAUNCHER: String(process.pid) },
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGUSR2']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 1)))
}
