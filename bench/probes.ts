/**
 * What the probes cost: CPU of one look at this host, and how late iterations start at 5,000 arrivals/s with probes and without.
 * In turns, in one process, against a null server in another one.
 */
import { type HostProbe, startHostProbe } from '../src/probes/host-probe.ts'
import { arrivals, runConfig, urlConfig } from '../test/support/run-url.ts'
import { forkTarget } from '../test/support/target.ts'
import type { Bench, BenchCase, Figures } from './support/bench.ts'

const RATE = 5000

export const bench: Bench = {
  about:
    'probes: CPU of a look at this host, and start lag at 5,000 arrivals/s with probes and without (one worker thread)',
  repetitions: 5,
  columns: [
    { name: 'achieved', unit: '/s', digits: 0 },
    { name: 'lag p50', unit: 'ms', digits: 2 },
    { name: 'lag p99', unit: 'ms', digits: 2 },
    { name: 'CPU', unit: '% of a core', digits: 1 },
    { name: 'CPU of a look', unit: 'ms', digits: 2 },
  ],
  open: async ({ isShort }, scope) => {
    const target = scope.use(await forkTarget('null'))
    const seconds = isShort ? 4 : 8
    const measure = (probes: () => HostProbe | undefined) => () => measureRun(target.url, seconds, probes())
    return [
      { name: 'without probes', measure: measure(() => undefined) },
      { name: 'with probes', measure: measure(() => startHostProbe()) },
    ] satisfies BenchCase[]
  },
  notes: () => ['a look is taken once a second, in a thread of its own; its CPU is what that thread used for it.'],
}

async function measureRun(url: string, seconds: number, probe: HostProbe | undefined): Promise<Figures> {
  const looks: number[] = []
  probe?.readings.subscribe(() => looks.push(probe.readings.get()?.probe.cpu ?? 0))
  const before = process.cpuUsage()
  const config = { ...urlConfig(url, 1, [arrivals(RATE, seconds * 1000)]), summaryTrendStats: ['med', 'p(99)'] }
  const { totals, metrics } = await runConfig(config)
  const { user, system } = process.cpuUsage(before)
  await probe?.close()
  const { med, ...rest } = metrics['start_lag']?.values ?? {}
  return {
    achieved: totals.achieved / seconds,
    'lag p50': med,
    'lag p99': rest['p(99)'],
    CPU: (user + system) / 10_000 / seconds,
    'CPU of a look': looks.length === 0 ? undefined : looks.toSorted((a, b) => a - b)[Math.floor(looks.length / 2)],
  }
}
