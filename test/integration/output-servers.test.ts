import { once } from 'node:events'
import { createServer } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RunResult } from '../../src/engine/result.ts'
import { queryInflux, startInflux } from '../support/influxd.ts'
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

describe.runIf(isInstalled('influxd'))('InfluxDB 1, away for 10 s in the middle of a run', () => {
  const db = 'k6 "load"'
  let influx: RealServer
  let end: ProcessEnd
  let result: RunResult

  beforeAll(async () => {
    influx = await startInflux()
    const out = `influxdb=${influx.url}/${encodeURIComponent(db)}`
    end = await runProcess(script(15), {
      args: ['--threads', '2', '--out', out, '--result', 'result.json'],
      env: { TARGET: target.url },
      during: async ({ said }) => {
        await said(/running 00:02/)
        await influx.stop()
        await delay(10_000)
        await influx.start()
      },
    })
    result = resultOf(end)
  }, 60_000)
  afterAll(() => influx[Symbol.asyncDispose]())

  const valuesOf = async (metric: string): Promise<readonly number[]> =>
    (await queryInflux(influx.url, db, `SELECT value FROM ${metric}`)).map(([, value]) => Number(value))

  it('has every single sample afterwards', async () => {
    expect(end.code).toBe(0)
    const { received } = await target.counts()
    for (const metric of ['http_reqs', 'http_req_duration', 'http_req_failed', 'iterations', 'checks']) {
      const expected = metric === 'checks' ? result.root_group.checks[0]?.passes : received
      expect({ metric, count: (await valuesOf(metric)).length }).toEqual({ metric, count: expected })
    }
    expect(result.metrics['http_reqs']?.values['count']).toBe(received)
    const [output] = result.outputs
    expect(output).toMatchObject({ name: 'influxdb', queued: 0, spooled: 0, lost: 0 })
    expect(end.stderr).toMatch(/influxdb \(.*\): [\d,]+ samples\n/)
  })

  it('finds the statistics of the summary in them', async () => {
    const sorted = (await valuesOf('http_req_duration')).toSorted((a, b) => a - b)
    const values = result.metrics['http_req_duration']?.values ?? {}
    for (const share of [0.5, 0.9, 0.95, 0.99, 0.999]) {
      const summary = values[share === 0.5 ? 'med' : `p(${+(share * 100).toFixed(1)})`] ?? Number.NaN
      // The histogram's error (docs/adr/0003).
      expect(Math.abs(summary / percentile(sorted, share) - 1)).toBeLessThan(2 ** -11)
    }
    const [[, mean, min, max] = []] = await queryInflux(
      influx.url,
      db,
      'SELECT mean(value), min(value), max(value) FROM http_req_duration',
    )
    expect(Number(mean)).toBeCloseTo(values['avg'] ?? 0, 5)
    expect(Number(min)).toBeCloseTo(values['min'] ?? 0, 5)
    expect(Number(max)).toBeCloseTo(values['max'] ?? 0, 5)
  })

  it('has them under the tags that the dashboards of k6 ask for', async () => {
    const [[, closed] = []] = await queryInflux(
      influx.url,
      db,
      `SELECT sum(value) FROM http_reqs WHERE "name" = 'closed' AND "scenario" = 'closed' AND "status" = '200'`,
    )
    expect(closed).toBe(result.scenarios.find(({ name }) => name === 'closed')?.requests)
    const vus = await queryInflux(influx.url, db, 'SELECT max(value), count(value) FROM vus')
    expect(vus[0]?.[1]).toBe(result.metrics['vus']?.values['max'])
    expect(vus[0]?.[2]).toBe(result.windows.length)
  })

  it('says in the events of the run that it was away, and that it is back', () => {
    const texts = result.events.map(({ text }) => text).filter((text) => text.startsWith('influxdb'))
    expect(texts).toEqual([
      expect.stringMatching(/^influxdb \(.*\) cannot be reached, samples wait: /),
      expect.stringMatching(/^influxdb \(.*\) takes samples again after \d+\.\d s; [\d,]+ that waited follow$/),
    ])
  })
})

describe.runIf(isInstalled('prometheus'))('Prometheus, away for 10 s in the middle of a run', () => {
  let prometheus: RealServer
  let result: RunResult

  beforeAll(async () => {
    prometheus = await startPrometheus()
    const end = await runProcess(script(15), {
      args: ['--threads', '2', '--out', 'experimental-prometheus-rw', '--result', 'result.json'],
      env: {
        TARGET: target.url,
        K6_PROMETHEUS_RW_SERVER_URL: `${prometheus.url}/api/v1/write`,
        K6_PROMETHEUS_RW_PUSH_INTERVAL: '1s',
        K6_PROMETHEUS_RW_STALE_MARKERS: 'true',
        K6_PROMETHEUS_RW_TREND_STATS: 'count,avg,min,med,max,p(95),p(99)',
      },
      during: async ({ said }) => {
        await said(/running 00:02/)
        await prometheus.stop()
        await delay(10_000)
        await prometheus.start()
      },
    })
    result = resultOf(end)
  }, 60_000)
  afterAll(() => prometheus[Symbol.asyncDispose]())

  const one = async (query: string): Promise<number> =>
    (await queryPrometheus(prometheus.url, query))[0]?.value ?? Number.NaN

  it('has every push afterwards, those of the ten seconds too', async () => {
    expect(result.outputs[0]).toMatchObject({ queued: 0, spooled: 0, lost: 0 })
    expect(await one('sum(max_over_time(k6_http_reqs_total[10m]))')).toBe(result.metrics['http_reqs']?.values['count'])
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
    expect(await one('max(max_over_time(k6_http_req_duration_max[10m]))')).toBeCloseTo((values['max'] ?? 0) / 1000, 9)
    expect(await one('min(min_over_time(k6_http_req_duration_min[10m]))')).toBeCloseTo((values['min'] ?? 0) / 1000, 9)
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

describe('a server that is not there', () => {
  const runWith = async (out: string): Promise<{ readonly end: ProcessEnd; readonly result: RunResult }> => {
    const end = await runProcess(script(3), {
      args: ['--out', out, '--result', 'result.json'],
      env: { TARGET: target.url },
    })
    return { end, result: resultOf(end) }
  }

  it.each(['influxdb', 'experimental-prometheus-rw'])(
    'does not harm the run, and what %s lost is counted: nobody listens',
    async (name) => {
      const { end, result } = await runWith(`${name}=http://127.0.0.1:1/k6`)
      expect(end.code).toBe(0)
      expect(result.totals.dropped).toBe(0)
      const [output] = result.outputs
      expect(output).toMatchObject({ sent: 0, queued: 0, spooled: 0, reason: expect.stringContaining('ECONNREFUSED') })
      expect(output?.lost).toBeGreaterThan(50)
      expect(end.stderr).toMatch(/\(http:.*\): 0 samples, [\d,]+ lost: .*ECONNREFUSED/)
      expect(result.events.filter(({ text }) => text.includes('cannot be reached'))).toHaveLength(1)
    },
  )

  it.each(['influxdb'])('does not harm the run, and what %s lost is counted: nobody answers', async (name) => {
    const hole = createServer((socket) => socket.on('error', () => undefined).resume()).listen(0, '127.0.0.1')
    await once(hole, 'listening')
    const { port } = hole.address() as { readonly port: number }
    const { end, result } = await runWith(`${name}=http://127.0.0.1:${port}/k6`)
    hole.close()
    expect(end.code).toBe(0)
    expect(result.totals.dropped).toBe(0)
    expect(result.outputs[0]).toMatchObject({ sent: 0, queued: 0, spooled: 0 })
    expect(result.outputs[0]?.lost).toBeGreaterThan(10 * (result.metrics['http_reqs']?.values['count'] ?? 0))
  })
})
