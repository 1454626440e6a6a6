import type { Clock } from '../base/clock.ts'
import type { Millis } from '../base/units.ts'
import { plannedVUs } from './config/requirements.ts'
import type { CrashGuard } from './crash-guard.ts'
import type { RunSetup } from './run.ts'

/** Somebody will wonder what takes so long. */
const SLOW: Millis = 1000

/** Has the workers make the VUs, and says what that cost: `10,000 VUs ready after 4.2 s, 21 kB of memory each`. */
export async function prepareWorkers(
  { pool, config, script, counters, observers, onLog }: RunSetup,
  clock: Clock,
  guard: CrashGuard,
): Promise<string> {
  const startedAt = clock.now()
  const before = process.memoryUsage.rss()
  const keepsSamples = observers.some(({ wantsSamples }) => wantsSamples === true)
  await guard.wait(pool.askAll({ type: 'prepare', config, script, counters, keepsSamples }, 'prepared'))
  const vus = plannedVUs(config)
  const took = clock.now() - startedAt
  const each = Math.max(0, process.memoryUsage.rss() - before) / Math.max(1, vus) / 1000
  const seconds = (took / 1000).toPrecision(2)
  const message = `${vus.toLocaleString('en')} VUs ready after ${seconds} s, ${each.toFixed(0)} kB of memory each`
  if (took > SLOW) onLog({ type: 'log', level: 'info', message, source: 'engine' })
  return message
}
