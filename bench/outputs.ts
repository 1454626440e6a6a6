/**
 * What outputs cost, and whom: one worker thread sends GETs at a fixed rate while every sample goes to a file, to a server that
 * takes everything, and to one that never answers; written by a thread of its own (as in the program) and by main.
 *
 *     node bench/outputs.ts [rate] [seconds]
 */
import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { performance } from 'node:perf_hooks'
import { monotonicClock } from '../src/base/clock.ts'
import { createEngine } from '../src/engine/index.ts'
import { buffersOf } from '../src/engine/metrics/sample-log.ts'
import type { RunFacts } from '../src/engine/outputs/output-context.ts'
import { OutputHost } from '../src/engine/outputs/output-host.ts'
import type { OutputConfig } from '../src/engine/outputs/output-kinds.ts'
import { Outputs } from '../src/engine/outputs/outputs.ts'
import { readOutputs } from '../src/engine/outputs/read-outputs.ts'
import type { RunObserver } from '../src/engine/run-observer.ts'
import { arrivals, urlConfig } from '../test/support/run-url.ts'
import { forkTarget } from '../test/support/target.ts'

const [rate = 3000, seconds = 6] = process.argv.slice(2).map(Number)

const server = (answers: boolean) =>
  createServer((request, response) => {
    request.resume()
    if (answers) request.on('end', () => response.writeHead(204).end())
  }).listen(0, '127.0.0.1')
const [quick, hole] = [server(true), server(false)]
await Promise.all([once(quick, 'listening'), once(hole, 'listening')])
const urlOf = ({ port }: AddressInfo): string => `influxdb=http://127.0.0.1:${port}/k6`

const facts: RunFacts = {
  systemTags: ['scenario', 'method', 'name', 'status'],
  tags: {},
  thresholds: {},
  submetrics: [],
  anchor: { monotonic: monotonicClock().now(), epoch: Date.now() },
  threads: 1,
  version: '0',
}

interface Writer extends AsyncDisposable {
  readonly observer: RunObserver
}

async function threaded(configs: readonly OutputConfig[]): Promise<Writer> {
  const outputs = await Outputs.open({ configs, facts, onSaid: () => undefined })
  return {
    observer: { wantsSamples: true, measured: (delta, samples) => outputs.measured(delta, samples) },
    [Symbol.asyncDispose]: () => outputs.end(),
  }
}

async function onMain(configs: readonly OutputConfig[]): Promise<Writer> {
  const host = new OutputHost(() => undefined)
  await host.receive({ type: 'open', configs, facts })
  return {
    observer: {
      wantsSamples: true,
      measured: ({ worker, newSeries, gone }, samples) => {
        const copy =
          samples === undefined
            ? undefined
            : structuredClone(samples, { transfer: [...buffersOf(samples)] as ArrayBuffer[] })
        void host.receive({ type: 'measured', measured: { worker, newSeries, gone, samples: copy, delta: undefined } })
      },
    },
    [Symbol.asyncDispose]: async () => {
      await host.receive({ type: 'abandon' })
      await host.receive({ type: 'close', patience: 0 })
    },
  }
}

async function measure(name: string, open: () => Promise<Writer | undefined>): Promise<void> {
  await using target = await forkTarget('null')
  await using writer = await open()
  const config = urlConfig(target.url, 1, [arrivals(rate, seconds * 1000)])
  const engine = createEngine(1, () => undefined)
  const cpu = process.cpuUsage()
  const thread = process.threadCpuUsage()
  const before = performance.eventLoopUtilization()
  const observers = writer === undefined ? [] : [writer.observer]
  const run = engine.start({ config, script: undefined, target: '', onLog: () => undefined, observers })
  const { measures } = await run.end
  const { user, system } = process.cpuUsage(cpu)
  const main = process.threadCpuUsage(thread)
  const { overall } = measures.totals
  const lag = overall.trend('start_lag')?.histogram
  const share = (micros: number): string => `${(micros / 1e4 / seconds).toFixed(1).padStart(5)} %`
  console.log(
    `${name.padEnd(28)} achieved ${(overall.counter('iterations') / seconds).toFixed(0)}/s, dropped ${overall.counter('dropped_iterations')}, ` +
      `start lag p99 ${lag?.quantile(0.99)?.toFixed(2)} ms, process ${share(user + system)}, main ${share(main.user + main.system)}, ` +
      `main busy ${(performance.eventLoopUtilization(before).utilization * 100).toFixed(1)} %`,
  )
  await engine.close()
}

function configOf(text: string): readonly OutputConfig[] {
  const outputs = readOutputs([text], { env: {}, collectors: undefined })
  if (!outputs.ok) throw new Error(outputs.problems.join('\n'))
  return outputs.value
}

const cases: readonly (readonly [string, string])[] = [
  ['json', 'json=/dev/null'],
  ['json.gz', 'json=/tmp/kneepoint-bench.json.gz'],
  ['influxdb', urlOf(quick.address() as AddressInfo)],
  ['influxdb, no answer', urlOf(hole.address() as AddressInfo)],
]
await measure('no output', async () => undefined)
for (const [name, text] of cases) {
  await measure(`${name}, thread`, () => threaded(configOf(text)))
  await measure(`${name}, main`, () => onMain(configOf(text)))
}
await measure('no output', async () => undefined)
process.exit(0)
