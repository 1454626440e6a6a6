import type { Clock } from '../base/clock.ts'
import type { Bytes, Millis } from '../base/units.ts'
import { plannedVUs } from './config/requirements.ts'
import type { CrashGuard } from './crash-guard.ts'
import type { RunSetup } from './run.ts'
import { hasParts, submetricsOf } from './thresholds/kept-metrics.ts'

/** Somebody will wonder what takes so long. */
const SLOW: Millis = 1000

/** Below this many VUs the script and its modules weigh more than the VUs: a share of it is no property of a VU. */
const MANY_VUS = 1000

/** Has the workers make the VUs, and says what that cost: `10,000 VUs ready after 4.2 s, +210 MB of memory, 21 kB each`. */
export async function prepareWorkers(
  { pool, config, script, counters, observers, onLog }: RunSetup,
  clock: Clock,
  guard: CrashGuard,
): Promise<string> {
  const startedAt = clock.now()
  const before = process.memoryUsage.rss()
  const keepsSamples = observers.some(({ wantsSamples }) => wantsSamples === true)
  const needsAll = observers.some(({ measured }) => measured !== undefined)
  const toldApart = needsAll ? undefined : { selectors: submetricsOf(config), hasParts: hasParts(config) }
  const prepare = { type: 'prepare', config, script, counters, keepsSamples, toldApart } as const
  await guard.wait(pool.askAll(prepare, 'prepared'))
  const vus = plannedVUs(config)
  const took = clock.now() - startedAt
  const message = `${vus.toLocaleString('en')} VUs ready after ${(took / 1000).toPrecision(2)} s, ${cost(vus, process.memoryUsage.rss() - before)}`
  if (took > SLOW) onLog({ type: 'log', level: 'info', message, source: 'engine' })
  return message
}

function cost(vus: number, growth: Bytes): string {
  const bytes = Math.max(0, growth)
  const total = `+${(bytes / 1e6).toFixed(0)} MB of memory`
  return vus < MANY_VUS ? total : `${total}, ${(bytes / vus / 1000).toFixed(0)} kB each`
}
