/**
 * The explorer against servers that nobody here wrote: nginx, haproxy, apache (from Debian), and node bound by its CPU.
 *
 *     npm run bench:servers -- [--only NAME] [--out FILE] [-- OPTIONS OF explore]
 *
 * Prints for each what its configuration says, what wrk gets through it, and what was found; `--out` appends the whole answers, one JSON a line.
 */
import { appendFileSync, chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { answerLines } from '../../src/analysis/answer-lines.ts'
import type { Capacity } from '../../src/analysis/capacity.ts'
import { exploreUrl } from './real/programs.ts'
import { type KnownServer, knownServers } from './servers/known-servers.ts'
import { withWrk } from './servers/with-wrk.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { only: { type: 'string', default: '' }, out: { type: 'string' } },
})

for (const server of knownServers.filter(({ name }) => name.includes(values.only))) {
  console.log(`\n${server.name}: ${server.about}`)
  await look(server)
}

async function look({ name, start, configured, busyWith }: KnownServer): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'kneepoint-server-'))
  chmodSync(folder, 0o755)
  try {
    await using scope = new AsyncDisposableStack()
    const { port } = scope.use(await start(folder, scope))
    const url = `http://127.0.0.1:${port}/`
    const wrk = busyWith === undefined ? undefined : await withWrk(url, busyWith)
    console.log(`configured: ${configured}/s; wrk with ${busyWith} connections gets ${wrk?.toFixed(1)}/s`)
    const { result, log } = await exploreUrl(url, positionals)
    console.log(log.trim())
    const { capacity, limit, holds } = result
    for (const line of answerLines(capacity as Capacity)) console.log(`${line.name}: ${line.value}  ${line.detail}`)
    if (values.out !== undefined)
      appendFileSync(values.out, `${JSON.stringify({ name, configured, wrk, capacity, limit, holds })}\n`)
  } finally {
    rmSync(folder, { recursive: true })
  }
}
