import { once } from 'node:events'
import { createServer } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RunResult } from '../../src/engine/result.ts'
import { queryInflux, startInflux } from '../support/influxd.ts'
import { startOtlpGrpc } from '../support/otlp-receiver.ts'
import { outputScript, resultIn } from '../support/output-run.ts'
import { queryPrometheus, startPrometheus } from '../support/prometheus.ts'
import { isInstalled } from '../support/real-server.ts'
import { type ProcessEnd, runProcess } from '../support/run-process.ts'
import { forkTarget, type TargetProcess } from '../support/target.ts'

let target: TargetProcess
beforeAll(async () => {
  target = await forkTarget('bounded', { servers: 4, serviceTime: '4ms', queue: 1000 })
})
afterAll(() => target[Symbol.asyncDispose]())

it('sends OTLP over gRPC too', async () => {
  await using otlp = await startOtlpGrpc()
  const end = await runProcess(outputScript(2), {
    args: ['--out', 'opentelemetry', '--result', 'result.json'],
    env: { TARGET: target.url, K6_OTEL_GRPC_EXPORTER_ENDPOINT: otlp.address, K6_OTEL_GRPC_EXPORTER_INSECURE: 'true' },
  })
  const { metrics, outputs } = resultIn(end)
  expect(outputs[0]).toMatchObject({ name: 'opentelemetry', queued: 0, spooled: 0, lost: 0 })
  expect(otlp.last('http_reqs')).toBe(metrics['http_reqs']?.values['count'])
})

describe.runIf(isInstalled('prometheus'))('Prometheus with native histograms', () => {
  it('gives percentiles of trends by itself, within the width of a bucket', async () => {
    await using prometheus = await startPrometheus()
    const end = await runProcess(outputScript(3), {
      args: ['--out', `experimental-prometheus-rw=${prometheus.url}/api/v1/write`, '--result', 'result.json'],
      env: {
        TARGET: target.url,
        K6_PROMETHEUS_RW_TREND_AS_NATIVE_HISTOGRAM: 'true',
      },
    })
    const { metrics, outputs } = resultIn(end)
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
    const end = await runProcess(outputScript(3), {
      args: ['--out', `influxdb=${influx.url}/k6`, '--result', 'result.json'],
      env: { TARGET: target.url },
    })
    const { metrics, outputs, events } = resultIn(end)
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
    const end = await runProcess(outputScript(3), { args, env: { TARGET: target.url } })
    return { end, result: resultIn(end) }
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
    expect(end.stderr.match(/level=warning msg=".* cannot be reached, samples wait/g)).toHaveLength(3)
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
