import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RunResult } from '../../src/engine/result.ts'
import { type Dashboard, fillIn, queriesOf } from '../support/dashboard-queries.ts'
import { queryInflux, startInflux } from '../support/influxd.ts'
import { type OtlpReceiver, startOtlp } from '../support/otlp-receiver.ts'
import { outputScript, percentile, resultIn } from '../support/output-run.ts'
import { root } from '../support/paths.ts'
import { queryPrometheus, startPrometheus } from '../support/prometheus.ts'
import { isInstalled, type RealServer } from '../support/real-server.ts'
import { type ProcessEnd, runProcess } from '../support/run-process.ts'
import { forkTarget, type TargetProcess } from '../support/target.ts'

let target: TargetProcess
beforeAll(async () => {
  target = await forkTarget('bounded', { servers: 4, serviceTime: '4ms', queue: 1000 })
})
afterAll(() => target[Symbol.asyncDispose]())

/** Those that have an answer in any run; limits are there only once they are found. */
function dashboardQueries(database: 'influxdb' | 'prometheus'): readonly string[] {
  const file = join(root, `docs/grafana/kneepoint-${database}.json`)
  const queries = queriesOf(JSON.parse(readFileSync(file, 'utf8')) as Dashboard)
  return queries.filter((query) => !/kneepoint_(capacity|saturation|buckle)/.test(query))
}

describe.runIf(isInstalled('influxd') && isInstalled('prometheus'))(
  'three servers, away for 10 s in the middle of a run',
  () => {
    const db = 'k6 "load"'
    let influx: RealServer
    let prometheus: RealServer
    let otlp: OtlpReceiver
    let end: ProcessEnd
    let endedAt: number
    let result: RunResult

    beforeAll(async () => {
      ;[influx, prometheus, otlp] = await Promise.all([startInflux(), startPrometheus(), startOtlp()])
      const servers = [influx, prometheus, otlp]
      const outputs = [
        `influxdb=${influx.url}/${encodeURIComponent(db)}`,
        'experimental-prometheus-rw',
        `opentelemetry=${otlp.url}/v1/metrics`,
      ]
      end = await runProcess(outputScript(15), {
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
      endedAt = Date.now() / 1000
      result = resultIn(end)
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

      it('finds something for every query of the dashboard', async () => {
        const answers = dashboardQueries('influxdb').map(async (query) => ({
          query,
          rows: (await queryInflux(influx.url, db, fillIn(query))).length,
        }))
        expect((await Promise.all(answers)).filter(({ rows }) => rows === 0)).toEqual([])
      })

      it.each(['mean', 'max', 'min', 'count', 'sum'])(
        'answers the dashboards of others: %s of each second',
        async (how) => {
          const perSecond = 'WHERE time > now() - 1h GROUP BY time(1s) fill(none)'
          for (const measurement of [
            'vus',
            'http_reqs',
            'http_req_duration',
            'http_req_blocked',
            'checks',
            'data_received',
          ]) {
            const rows = await queryInflux(influx.url, db, `SELECT ${how}("value") FROM "${measurement}" ${perSecond}`)
            expect(rows.length).toBeGreaterThan(result.windows.length - 3)
          }
        },
      )

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

      it('finds something for every query of the dashboard', async () => {
        const answers = dashboardQueries('prometheus').map(async (query) => ({
          query,
          // In the middle of the run: its series have ended.
          series: (await queryPrometheus(prometheus.url, fillIn(query), endedAt - 6)).length,
        }))
        expect((await Promise.all(answers)).filter(({ series }) => series === 0)).toEqual([])
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
