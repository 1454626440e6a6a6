/**
 * A long run in a real terminal, against a target that answers at once: does its memory stay where it was after the first minute?
 * Prints a line a minute and writes the whole series. Ends with 1 when memory grew.
 *
 *     npm run bench:soak -- [--rate 5000] [--minutes 10] [--out bench-results/soak.json]
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import type { RunResult } from '../src/engine/result.ts'
import { launcher, root } from '../test/support/paths.ts'
import { Screen } from '../test/support/screen.ts'
import { forkTarget } from '../test/support/target.ts'
import { residentBytesOf, watchCpu } from './support/cpu-watch.ts'
import { describeMachine } from './support/machine.ts'
import { growthOf, type MemoryLook, minuteRows } from './support/memory-growth.ts'

const { values } = parseArgs({
  options: {
    rate: { type: 'string', default: '5000' },
    minutes: { type: 'string', default: '10' },
    out: { type: 'string', default: 'bench-results/soak.json' },
  },
})

/** A garbage collector that has time lets memory stray by this much. */
const MOST_GROWTH = 0.1

const machine = describeMachine()
const folder = mkdtempSync(join(tmpdir(), 'kneepoint-soak-'))
const resultFile = join(folder, 'result.json')
await using target = await forkTarget('null')
const args = ['--rate', values.rate, '--duration', `${values.minutes}m`, '--max-vus', '2000', '--result', resultFile]
using screen = new Screen(process.execPath, [launcher, 'explore', ...args, `${target.url}/`], {
  columns: 160,
  rows: 50,
  cwd: root,
  env: { KNEEPOINT_RECORDS: folder },
})

const over = new AbortController()
const exited = screen.exited(2 ** 31 - 1).finally(() => over.abort())
const cpuSince = watchCpu(screen.pid)
const looks: MemoryLook[] = []
let cpu: number | undefined
for (let second = 1; !over.signal.aborted; second += 1) {
  await Promise.race([sleep(1000), exited])
  const bytes = residentBytesOf(screen.pid)
  if (bytes !== undefined) looks.push({ second, bytes })
  cpu = cpuSince() ?? cpu
  if (second % 60 === 0) console.error(minuteRows(looks).at(-1))
}
const exitCode = await exited
if (exitCode !== 0) throw new Error(`kneepoint ended with ${exitCode}:\n${screen.text()}`)

const { totals, run } = JSON.parse(readFileSync(resultFile, 'utf8')) as RunResult
const growth = growthOf(looks)
const achieved = totals.achieved / (run.durationMs / 1000)
console.log(
  `${totals.achieved} iterations in ${(run.durationMs / 1000).toFixed(0)} s: ${achieved.toFixed(0)}/s of ${values.rate}/s`,
)
console.log(
  `dropped ${totals.dropped}, failed ${totals.failedRequests}, the target counted ${(await target.counts()).received}`,
)
console.log(`${cpu?.toFixed(2)} cores\n${minuteRows(looks).join('\n')}`)
console.log(`from the second minute to the last: ${(growth * 100).toFixed(1)} % (may be ${MOST_GROWTH * 100} %)`)
mkdirSync(dirname(values.out), { recursive: true })
writeFileSync(
  values.out,
  `${JSON.stringify({ machine, rate: Number(values.rate), achieved, cpu, growth, looks, totals })}\n`,
)
rmSync(folder, { recursive: true })
process.exitCode = growth <= MOST_GROWTH ? 0 : 1
