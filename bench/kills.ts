/**
 * Kills a run with -9 at random moments, as often as it says, and opens what it has recorded: how much is missing of what the target
 * counted? Ends with 1 when a record does not open, has a damaged line, or lacks more than the last 2 s.
 *
 *     npm run bench:kills -- [--times 20] [--rate 500] [--longest SECONDS] [--seed 1]
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { seededRng } from '../src/base/rng.ts'
import { readRecord } from '../src/engine/record/read-record.ts'
import { recordedRun } from '../src/engine/recorded-run.ts'
import { runTotalsOf } from '../src/engine/run-totals.ts'
import { launcher } from '../test/support/paths.ts'
import { forkTarget } from '../test/support/target.ts'

const { values } = parseArgs({
  options: {
    times: { type: 'string', default: '20' },
    rate: { type: 'string', default: '500' },
    longest: { type: 'string', default: '12' },
    seed: { type: 'string', default: '1' },
  },
})

const rate = Number(values.rate)
const rng = seededRng(Number(values.seed))
/** What may be missing. */
const MOST_LOST = 2

interface Killed {
  /** Seconds after the program was started. */
  readonly after: number
  readonly counted: number
  /** Undefined when there was no record yet. */
  readonly recorded: number | undefined
  readonly damaged: number
}

async function killAfter(after: number): Promise<Killed> {
  const folder = mkdtempSync(join(tmpdir(), 'kneepoint-kills-'))
  const place = join(folder, 'record')
  await using target = await forkTarget('null')
  const args = ['--headless', '--rate', values.rate, '--duration', '1h', '--record', place]
  const child = spawn(process.execPath, [launcher, 'explore', ...args, target.url], { stdio: 'ignore' })
  const exited = once(child, 'exit')
  await sleep(after * 1000)
  child.kill('SIGKILL')
  await exited
  const { received: counted } = await target.counts()
  try {
    if (!existsSync(place)) return { after, counted, recorded: undefined, damaged: 0 }
    const record = await readRecord(place)
    const { requests } = runTotalsOf(recordedRun(record).measures.totals)
    return { after, counted, recorded: requests, damaged: record.damaged }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** In seconds of the load. */
const lostBy = ({ counted, recorded = 0 }: Killed): number => (counted - recorded) / rate

const isGood = (killed: Killed): boolean => killed.damaged === 0 && lostBy(killed) <= MOST_LOST && lostBy(killed) >= 0

const all: Killed[] = []
for (let time = 1; time <= Number(values.times); time += 1) {
  const killed = await killAfter(Number(values.longest) * rng())
  all.push(killed)
  const { after, counted, recorded = 'no record yet', damaged } = killed
  const verdict = isGood(killed) ? '' : '  NOT GOOD'
  console.log(
    `${time}: killed after ${after.toFixed(2)} s: target counted ${counted}, record has ${recorded}, lacks ${lostBy(killed).toFixed(2)} s, ${damaged} lines damaged${verdict}`,
  )
}
const most = Math.max(...all.map(lostBy))
console.log(
  `${all.filter(isGood).length} of ${all.length} good; the most that was missing is ${most.toFixed(2)} s of load`,
)
process.exitCode = all.every(isGood) ? 0 : 1
