import { once } from 'node:events'
import { createServer } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RunResult } from '../../src/engine/result.ts'
import { queryInflux, startInflux } from '../support/influxd.ts'
import { type OtlpReceiver, startOtlp, startOtlpGrpc } from '../support/otlp-receiver.ts'
import { queryPrometheus, startPrometheus } from '../support/prometheus.ts'
import { isInstalled, type RealServer } from '../support/real-server.ts'
import { type ProcessEnd, runProcess } from '../support/run-process.ts'
import { forkTarget, type TargetProcess } from '../support/target.ts'

const script = (seconds: number): string => `
import http from 'k6/http'
import { check, sleep } from 'k6'
export const options = {
  scenarios: {
    open: { executor: 'constant-arrival-rate', rate: 100, duration: '${seconds}s', preAllocatedVUs: 50 },
    closed: { executor: 'constant-vus', vus: 2, duration: '${seconds}s', exec: 'closed' },
  },
  summaryTrendStats: ['avg', 'min', 'med', 'max', 'p(90)', 'p(95)', 'p(99)', 'p(99.9)'],
}
export default function () { check(http.get(__ENV.TARGET), { 'is fine': ({ status }) => status === 200 }) }
export function closed() { http.get(__ENV.TARGET, { tags: { name: 'closed' } }); sleep(0.02) }
`

let target: TargetProcess
beforeAll(async () => {
  target = await forkTarget('bounded', { servers: 4, serviceTime: '4ms', queue: 1000 })
})
afterAll(() => target[Symbol.asyncDispose]())

const resultOf = ({ files }: ProcessEnd): RunResult => JSON.parse(files['result.json'] ?? '') as RunResult

/** k6's percentile: between the two neighbours in the sorted values. */
function percentile(sorted: readonly number[], share: number): number {
  const rank = share * (sorted.length - 1)
  const [low = 0, high = 0] = [sorted[Math.floor(rank)], sorted[Math.ceil(rank)]]
  return low + (high - low) * (rank - Math.floor(rank))
}

describe.runIf(isInstalled('influxd') && isInstalled('prometheus'))(
  'three servers, away for 10 s in the middle of a run',
  () => {
    const db = 'k6 "load"'
    let influx: RealServer
    let prometheus: RealServer
    let otlp: OtlpReceiver
    let end: ProcessEnd
    let result: RunResult

    beforeAll(async () => {
      ;[influx, prometheus, otlp] = await Promise.all([startInflux(), startPrometheus(), startOtlp()])
      const servers = [influx, prometheus, otlp]
      const outputs = [
        `influxdb=${influx.url}/${encodeURIComponent(db)}`,
        'experimental-prometheus-rw',
        `opentelemetry=${otlp.url}/v1/metrics`,
      ]
      end = await runProcess(script(15), {
        args: ['--threads', '2', ...outputs.flatMap((output) => ['--out', output]), '--result', 'result.json'],
        env: {
          TARGET: target.url,
          K6_PROMETHEUS_RW_SERVER_URL: `${prometheus.url}/api/v1/write`,
          K6_PROMETHEUS_RW_PUSH_INTERVAL: '1s',
          K6_PROMETHEUS_RW_STALE_MARKERS: 'true',
          K6_PROMETHEUS_RW_TREND_STATS: 'count,avg,min,med,max,p(95),p(99)',
          K6_OTEL_EXPORT_INTERVAL: '1s',
          K6_OTEL_SERVICE_NAME: 'shop',
        },
        during: async ({ said }) => {
          await said(/running 00:02/)
          await Promise.all(servers.map((server) => server.stop()))
          await delay(10_000)
          await Promise.all(servers.map((server) => server.start()))
        },
      })
      result = resultOf(end)
    }, 60_000)
    afterAll(async () => {
      await Promise.all([influx, prometheus, otlp].map((server) => server[Symbol.asyncDispose]()))
    })

    it('lose nothing, and the run goes on', async () => {
      expect(end.code).toBe(0)
      expect(result.metrics['http_reqs']?.values['count']).toBe((await target.counts()).received)
      const names = ['influxdb', 'experimental-prometheus-rw', 'opentelemetry']
      expect(result.outputs).toMatchObject(names.map((name) => ({ name, queued: 0, spooled: 0, lost: 0 })))
      expect(end.stderr).toMatch(/influxdb \(.*\): [\d,]+ samples\n/)
    })

    it.each(['influxdb', 'prometheus', 'opentelemetry'])('is told in the events of the run of %s', (name) => {
      const texts = result.events.map(({ text }) => text).filter((text) => text.startsWith(name))
      expect(texts).toEqual([
        expect.stringMatching(/ cannot be reached, samples wait: /),
        expect.stringMatching(/ takes samples again after \d+\.\d s; [\d,]+ that waited follow$/),
      ])
    })

    describe('InfluxDB', () => {
      const valuesOf = async (metric: string): Promise<readonly number[]> =>
        (await queryInflux(influx.url, db, `SELECT value FROM ${metric}`)).map(([, value]) => Number(value))

      it('has every single sample', async () => {
        const { received } = await target.counts()
        for (const metric of ['http_reqs', 'http_req_duration', 'http_req_failed', 'iterations', 'checks']) {
          const expected = metric === 'checks' ? result.root_group.checks[0]?.passes : received
          expect({ metric, count: (await valuesOf(metric)).length }).toEqual({ metric, count: expected })
        }
      })

      it('finds the statistics of the summary in them', async () => {
        const sorted = (await valuesOf('http_req_duration')).toSorted((a, b) => a - b)
        const values = result.metrics['http_req_duration']?.values ?? {}
        for (const share of [0.5, 0.9, 0.95, 0.99, 0.999]) {
          const summary = values[share === 0.5 ? 'med' : `p(${+(share * 100).toFixed(1)})`] ?? Number.NaN
          // The histogram's error (docs/adr/0003).
          expect(Math.abs(summary / percentile(sorted, share) - 1)).toBeLessThan(2 ** -11)
        }
        const statistics = 'SELECT mean(value), min(value), max(value) FROM http_req_duration'
        const [[, mean, min, max] = []] = await queryInflux(influx.url, db, statistics)
        expect(Number(mean)).toBeCloseTo(values['avg'] ?? 0, 5)
        expect(Number(min)).toBeCloseTo(values['min'] ?? 0, 5)
        expect(Number(max)).toBeCloseTo(values['max'] ?? 0, 5)
      })

      it('has them under the tags that the dashboards of k6 ask for', async () => {
        const byTags = `SELECT sum(value) FROM http_reqs WHERE "name" = 'closed' AND "scenario" = 'closed' AND "status" = '200'`
        const [[, closed] = []] = await queryInflux(influx.url, db, byTags)
        expect(closed).toBe(result.scenarios.find(({ name }) => name === 'closed')?.requests)
        const [[, most, count] = []] = await queryInflux(influx.url, db, 'SELECT max(value), count(value) FROM vus')
        expect([most, count]).toEqual([result.metrics['vus']?.values['max'], result.windows.length])
      })

      it('has offered and achieved load by scenario', async () => {
        const sum = `SELECT sum(value) FROM kneepoint_achieved WHERE "scenario" = 'open'`
        const [[, achieved] = []] = await queryInflux(influx.url, db, sum)
        expect(Number(achieved)).toBeGreaterThan(1400)
      })
    })

    describe('Prometheus', () => {
      const one = async (query: string): Promise<number> =>
        (await queryPrometheus(prometheus.url, query))[0]?.value ?? Number.NaN

      it('has every push, those of the ten seconds too', async () => {
        expect(await one('sum(max_over_time(k6_http_reqs_total[10m]))')).toBe(
          result.metrics['http_reqs']?.values['count'],
        )
        // One for each second of the run, and one at the end.
        const seconds = result.windows.length
        expect(await one('count_over_time(k6_vus[10m])')).toBeGreaterThanOrEqual(seconds - 1)
        const offered = await queryPrometheus(prometheus.url, 'count_over_time(kneepoint_offered[10m])')
        expect(offered.map(({ value }) => value)).toEqual([seconds, seconds])
      })

      it('finds the statistics of the summary', async () => {
        const values = result.metrics['http_req_duration']?.values ?? {}
        expect(await one('sum(max_over_time(k6_http_req_duration_count[10m]))')).toBe(
          result.metrics['http_reqs']?.values['count'],
        )
        expect(await one('max(max_over_time(k6_http_req_duration_max[10m]))')).toBeCloseTo(
          (values['max'] ?? 0) / 1000,
          9,
        )
        expect(await one('min(min_over_time(k6_http_req_duration_min[10m]))')).toBeCloseTo(
          (values['min'] ?? 0) / 1000,
          9,
        )
        expect(await one('last_over_time(k6_checks_rate[10m])')).toBe(1)
      })

      it('is told at the end that the series are no more', async () => {
        expect(await queryPrometheus(prometheus.url, 'k6_http_reqs_total')).toEqual([])
        expect(await queryPrometheus(prometheus.url, 'k6_http_reqs_total', Date.now() / 1000 - 10)).not.toEqual([])
      })

      it('has offered and achieved load by scenario, as the windows of the run have them', async () => {
        const rates = result.windows.map(({ from, to, achieved }) => (achieved * 1000) / (to - from))
        const sum = rates.reduce((total, rate) => total + rate, 0)
        expect(await one('sum(sum_over_time(kneepoint_achieved[10m]))')).toBeCloseTo(sum, 3)
        const labels = await queryPrometheus(prometheus.url, 'last_over_time(kneepoint_load[10m])')
        expect(new Set(labels.map(({ metric }) => metric['scenario']))).toEqual(new Set(['closed', 'open']))
      })
    })

    describe('OpenTelemetry', () => {
      it('has every export in the end, those of the ten seconds too', () => {
        const times = otlp.points('http_reqs').map(({ time }) => time)
        expect(new Set(times).size).toBeGreaterThanOrEqual(result.windows.length - 1)
        expect(otlp.last('http_reqs')).toBe(result.metrics['http_reqs']?.values['count'])
        expect(otlp.points('kneepoint_offered')).toHaveLength(2 * result.windows.length)
        expect(otlp.resource()).toMatchObject({ 'service.name': 'shop' })
      })

      it("has k6's metrics of each kind", () => {
        const checks = otlp.points('checks.total').at(-1)
        expect(checks).toMatchObject({
          value: result.root_group.checks[0]?.passes,
          attributes: { condition: 'nonzero' },
        })
        const durations = otlp.lastHistograms('http_req_duration')
        const values = result.metrics['http_req_duration']?.values ?? {}
        expect(durations.reduce((sum, { count }) => sum + count, 0)).toBe(result.metrics['http_reqs']?.values['count'])
        expect(Math.max(...durations.map(({ max }) => max))).toBe(values['max'])
        expect(durations.every(({ count, counts }) => counts.reduce((sum, one) => sum + one, 0) === count)).toBe(true)
      })
    })
  },
)

it('sends OTLP over gRPC too', async () => {
  await using otlp = await startOtlpGrpc()
  const end = await runProcess(script(2), {
    args: ['--out', 'opentelemetry', '--result', 'result.json'],
    env: { TARGET: target.url, K6_OTEL_GRPC_EXPORTER_ENDPOINT: otlp.address, K6_OTEL_GRPC_EXPORTER_INSECURE: 'true' },
  })
  const { metrics, outputs } = resultOf(end)
  expect(outputs[0]).toMatchObject({ name: 'opentelemetry', queued: 0, spooled: 0, lost: 0 })
  expect(otlp.last('http_reqs')).toBe(metrics['http_reqs']?.values['count'])
})

describe.runIf(isInstalled('prometheus'))('Prometheus with native histograms', () => {
  it('gives percentiles of trends by itself, within the width of a bucket', async () => {
    await using prometheus = await startPrometheus()
    const end = await runProcess(script(3), {
      args: ['--out', `experimental-prometheus-rw=${prometheus.url}/api/v1/write`, '--result', 'result.json'],
      env: {
        TARGET: target.url,
        K6_PROMETHEUS_RW_TREND_AS_NATIVE_HISTOGRAM: 'true',
      },
    })
    const { metrics, outputs } = resultOf(end)
    expect(outputs[0]?.lost).toBe(0)
    const values = metrics['http_req_duration']?.values ?? {}
    const last = 'sum(k6_http_req_duration_seconds)'
    for (const share of [0.5, 0.95]) {
      const [found] = await queryPrometheus(prometheus.url, `histogram_quantile(${share}, ${last})`)
      const summary = (values[share === 0.5 ? 'med' : 'p(95)'] ?? Number.NaN) / 1000
      expect(Math.abs((found?.value ?? Number.NaN) / summary - 1)).toBeLessThan(0.1)
    }
    expect((await queryPrometheus(prometheus.url, `histogram_count(${last})`))[0]?.value).toBe(
      metrics['http_reqs']?.values['count'],
    )
  })
})

describe.runIf(isInstalled('influxd'))('InfluxDB 1 that does not take everything', () => {
  it('counts what it refuses, says so once, and gets the rest', async () => {
    await using influx = await startInflux()
    await fetch(`${influx.url}/query?q=CREATE+DATABASE+k6`, { method: 'POST' })
    await fetch(`${influx.url}/write?db=k6`, { method: 'POST', body: 'http_req_failed value="a text"' })
    const end = await runProcess(script(3), {
      args: ['--out', `influxdb=${influx.url}/k6`, '--result', 'result.json'],
      env: { TARGET: target.url },
    })
    const { metrics, outputs, events } = resultOf(end)
    const requests = metrics['http_reqs']?.values['count']
    expect(end.code).toBe(0)
    expect(outputs[0]).toMatchObject({
      lost: requests,
      queued: 0,
      reason: expect.stringContaining('field type conflict'),
    })
    expect(events.filter(({ text }) => text.includes('field type conflict'))).toHaveLength(1)
    expect(await queryInflux(influx.url, 'k6', 'SELECT count(value) FROM http_reqs')).toEqual([[0, requests]])
  })
})

describe('servers that are not there', () => {
  /** All outputs that send to servers at once, to the same address. */
  const runAgainst = async (url: string): Promise<{ readonly end: ProcessEnd; readonly result: RunResult }> => {
    const outputs = [`influxdb=${url}/k6`, `experimental-prometheus-rw=${url}/write`, `opentelemetry=${url}/v1/metrics`]
    const args = [...outputs.flatMap((output) => ['--out', output]), '--result', 'result.json']
    const end = await runProcess(script(3), { args, env: { TARGET: target.url } })
    return { end, result: resultOf(end) }
  }

  const expectCountedLoss = ({ totals, outputs, metrics }: RunResult): void => {
    expect(totals.dropped).toBe(0)
    expect(totals.achieved).toBeGreaterThan(300)
    expect(outputs).toHaveLength(3)
    for (const output of outputs) expect(output).toMatchObject({ sent: 0, queued: 0, spooled: 0 })
    expect(outputs[0]?.lost).toBeGreaterThan(10 * (metrics['http_reqs']?.values['count'] ?? 0))
    expect(outputs.every(({ lost }) => lost > 20)).toBe(true)
  }

  it('harm no run, and what is lost is counted: nobody listens', async () => {
    const { end, result } = await runAgainst('http://127.0.0.1:1')
    expect(end.code).toBe(0)
    expectCountedLoss(result)
    expect(result.outputs.every(({ reason }) => reason?.includes('ECONNREFUSED'))).toBe(true)
    expect(end.stderr.match(/\(http:.*\): 0 samples, [\d,]+ lost: .*ECONNREFUSED/g)).toHaveLength(3)
    expect(result.events.filter(({ text }) => text.includes('cannot be reached'))).toHaveLength(3)
  })

  it('harm no run, and what is lost is counted: nobody answers', async () => {
    const hole = createServer((socket) => socket.on('error', () => undefined).resume()).listen(0, '127.0.0.1')
    await once(hole, 'listening')
    const { port } = hole.address() as { readonly port: number }
    const { end, result } = await runAgainst(`http://127.0.0.1:${port}`)
    hole.close()
    expect(end.code).toBe(0)
    expectCountedLoss(result)
  })
})
