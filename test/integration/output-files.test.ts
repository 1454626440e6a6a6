import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runProcess } from '../support/run-process.ts'
import { runScript } from '../support/run-script.ts'
import { forkTarget, type TargetProcess } from '../support/target.ts'

let target: TargetProcess
beforeAll(async () => {
  target = await forkTarget('null')
})
afterAll(() => target[Symbol.asyncDispose]())

const script = `
import http from 'k6/http'
import { check, group } from 'k6'
import { Trend } from 'k6/metrics'
const waited = new Trend('waited', true)
export const options = {
  scenarios: { all: { executor: 'per-vu-iterations', vus: 4, iterations: 25, tags: { part: 'main' } } },
  thresholds: { 'http_reqs{status:200}': ['count>0'], waited: ['p(95)<100', { threshold: 'max<1000', abortOnFail: true }] },
  tags: { team: 'red, "blue"' },
}
export function setup() { http.get(__ENV.TARGET) }
export default function () {
  group('shop', () => {
    const response = http.get(__ENV.TARGET, { tags: { name: 'home' } })
    check(response, { 'is fine': ({ status }) => status === 200 })
  })
  waited.add(2.5, { kind: 'a' })
}
export function teardown() { http.get(__ENV.TARGET) }
`

interface Line {
  readonly type: 'Metric' | 'Point'
  readonly metric: string
  readonly data: {
    readonly time: string
    readonly value: number
    readonly tags: Readonly<Record<string, string>>
    readonly metadata?: Readonly<Record<string, string>>
    readonly thresholds: readonly unknown[]
    readonly submetrics: readonly { readonly name: string }[] | null
  }
}

const linesOf = (text: string): readonly Line[] =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Line)

/** Against a real k6 too: `COMPAT_K6=/usr/bin/k6 vitest run test/integration/output-files.test.ts`. */
describe.each([1, 2])('with %i threads', (threads) => {
  const run = (outputs: readonly string[], env: Record<string, string> = {}) =>
    runScript(
      {
        source: script,
        threads,
        args: outputs.flatMap((output) => ['--out', output]),
        env: { TARGET: target.url, ...env },
      },
      ['samples.json', 'samples.csv'],
    )

  it('writes every sample as a line of JSON, each metric first, and as a row of CSV', async () => {
    const before = (await target.counts()).received
    const { exitCode, metrics, written } = await run(['json=samples.json', 'csv=samples.csv'])
    expect(exitCode).toBe(0)
    const lines = linesOf(written['samples.json'] ?? '')
    const points = (metric: string): readonly Line[] =>
      lines.filter((line) => line.type === 'Point' && line.metric === metric)
    expect(points('http_reqs')).toHaveLength((await target.counts()).received - before)
    expect(points('http_reqs')).toHaveLength(102)
    for (const [metric, count] of [
      ['iterations', 100],
      ['checks', 100],
      ['waited', 100],
      ['group_duration', 100],
    ] as const) {
      expect({ metric, count: points(metric).length }).toEqual({ metric, count })
    }
    const durations = points('http_req_duration').map(({ data }) => data.value)
    expect(Math.max(...durations)).toBeCloseTo(metrics['http_req_duration']?.['max'] ?? 0, 3)
    const received = points('data_received').reduce((sum, { data }) => sum + data.value, 0)
    expect(received).toBe(metrics['data_received']?.['count'])

    const first = new Map(lines.map(({ metric }, index) => [metric, index] as const).toReversed())
    for (const [metric, index] of first) expect(lines[index]).toMatchObject({ metric, type: 'Metric' })
    expect(lines.filter(({ type }) => type === 'Metric')).toHaveLength(first.size)

    const rows = (written['samples.csv'] ?? '').trimEnd().split('\n').slice(1)
    const counts = Map.groupBy(rows, (row) => row.slice(0, row.indexOf(',')))
    const inJson = Map.groupBy(
      lines.filter(({ type }) => type === 'Point'),
      ({ metric }) => metric,
    )
    expect([...counts].map(([metric, found]) => [metric, found.length])).toEqual(
      [...inJson].map(([metric, found]) => [metric, found.length]),
    )
  })

  it('writes the tags, times and definitions that k6 writes', async () => {
    const { written } = await run(['json=samples.json'])
    const lines = linesOf(written['samples.json'] ?? '')
    const requests = lines.filter(({ type, metric }) => type === 'Point' && metric === 'http_reqs')
    expect(requests.map(({ data }) => data.tags)).toContainEqual({
      team: 'red, "blue"',
      part: 'main',
      scenario: 'all',
      group: '::shop',
      name: 'home',
      url: 'home',
      method: 'GET',
      proto: 'HTTP/1.1',
      status: '200',
      expected_response: 'true',
    })
    expect(requests[0]?.data.tags).toMatchObject({ group: '::setup' })
    expect(requests.at(-1)?.data.tags).toMatchObject({ group: '::teardown' })
    expect(requests[0]?.data.tags).not.toHaveProperty('scenario')
    for (const { data } of requests) expect(Math.abs(Date.parse(data.time) - Date.now())).toBeLessThan(60_000)
    const durations = lines.filter(({ type, metric }) => type === 'Point' && metric === 'http_req_duration')
    expect(durations.map(({ data }) => data.time)).toEqual(requests.map(({ data }) => data.time))
    const defined = new Map(lines.filter(({ type }) => type === 'Metric').map(({ metric, data }) => [metric, data]))
    expect(defined.get('waited')).toMatchObject({
      type: 'trend',
      contains: 'time',
      thresholds: ['p(95)<100', { threshold: 'max<1000', abortOnFail: true, delayAbortEval: null }],
      submetrics: null,
    })
    expect(defined.get('http_reqs')?.submetrics?.map(({ name }) => name)).toEqual(['http_reqs{status:200}'])
  })

  it('writes the metadata of samples: VU and iteration where they are asked for, and what the script sets', async () => {
    const source = `
import exec from 'k6/execution'
import http from 'k6/http'
import { Counter } from 'k6/metrics'
const count = new Counter('count')
export const options = { scenarios: { one: { executor: 'per-vu-iterations', vus: 1, iterations: 2 } } }
export default function () {
  count.add(1)
  exec.vu.metrics.metadata.trace = 't' + exec.vu.iterationInInstance
  http.get(__ENV.TARGET)
  count.add(exec.vu.metrics.metadata.vu === '1' ? 2 : 3)
  delete exec.vu.metrics.metadata.trace
}
`
    const { written } = await runScript(
      {
        source,
        threads,
        args: ['--out', 'json=samples.json', '--out', 'csv=samples.csv', '--system-tags', 'scenario,vu,iter'],
        env: { TARGET: target.url },
      },
      ['samples.json', 'samples.csv'],
    )
    const points = linesOf(written['samples.json'] ?? '').filter(({ type }) => type === 'Point')
    const of = (metric: string): readonly unknown[] =>
      points.filter((line) => line.metric === metric).map(({ data }) => data.metadata)
    expect(of('count')).toEqual([
      { vu: '1', iter: '0' },
      { vu: '1', iter: '0', trace: 't0' },
      { vu: '1', iter: '1' },
      { vu: '1', iter: '1', trace: 't1' },
    ])
    expect(of('http_req_waiting')).toEqual([
      { vu: '1', iter: '0', trace: 't0' },
      { vu: '1', iter: '1', trace: 't1' },
    ])
    expect(of('iterations')).toEqual([
      { vu: '1', iter: '0' },
      { vu: '1', iter: '1' },
    ])
    const rows = (written['samples.csv'] ?? '').split('\n').filter((row) => row.startsWith('iterations,'))
    expect(rows.map((row) => new Set(row.split(',').at(-1)?.split('&')))).toEqual([
      new Set(['iter=0', 'vu=1']),
      new Set(['iter=1', 'vu=1']),
    ])
  })

  it('writes JSON to standard output, and CSV as the environment says', async () => {
    const { stdout, written } = await run(['json', 'csv=samples.csv'], {
      K6_CSV_TIME_FORMAT: 'unix_nano',
      TZ: 'Asia/Seoul',
    })
    const lines = stdout.split('\n').filter((line) => line.startsWith('{"'))
    expect(lines.filter((line) => line.startsWith('{"metric":"http_reqs"'))).toHaveLength(102)
    expect(lines.filter((line) => line.startsWith('{"metric"')).every((line) => line.includes('+09:00"'))).toBe(true)
    const [header, ...rows] = (written['samples.csv'] ?? '').split('\n')
    expect(header).toBe(
      'metric_name,timestamp,metric_value,check,error,error_code,expected_response,group,method,name,proto,scenario,' +
        'service,status,subproto,tls_version,url,extra_tags,metadata',
    )
    expect(rows.find((row) => row.startsWith('http_reqs'))).toMatch(
      /^http_reqs,\d{19},1\.000000,,,,true,::setup,GET,http:\/\/.*,HTTP\/1\.1,,,200,,,.*,"team=red, ""blue""",$/,
    )
  })
})

describe('what goes wrong', () => {
  const outputs = (...list: readonly string[]): readonly string[] => list.flatMap((output) => ['--out', output])
  const env = (): Readonly<Record<string, string>> => ({ TARGET: target.url })

  it('is said at once when a file cannot be written, and nothing runs', async () => {
    const before = (await target.counts()).received
    const args = outputs('json=no/such/folder/a.json', 'csv=fine.csv', 'csv=also/not.csv')
    const { code, stderr } = await runProcess(script, { args, env: env() })
    expect(code).toBe(104)
    expect(stderr).toMatch(/--out json: .*no\/such\/folder\/a\.json[^]*--out csv: .*also\/not\.csv/)
    expect((await target.counts()).received).toBe(before)
  })

  it('is said at once when there is no such output', async () => {
    const { code, stderr } = await runProcess(script, { args: outputs('influxd=http://x', 'csv=timeFormat=no') })
    expect(code).toBe(104)
    expect(stderr).toContain('--out influxd: there is no such output')
    expect(stderr).toContain('--out csv: timeFormat must be one of')
  })

  it.skipIf(process.platform !== 'linux')('harms no run when the disk is full: what is lost is counted', async () => {
    const args = [...outputs('json=/dev/full', 'csv=fine.csv'), '--result', 'result.json']
    const { code, stderr, files } = await runProcess(script, { args, env: env() })
    expect(code).toBe(0)
    expect(stderr).toMatch(/json \(\/dev\/full\): 0 samples, [\d,]+ lost: .*ENOSPC/)
    const result = JSON.parse(files['result.json'] ?? '') as {
      outputs: readonly { sent: number; lost: number }[]
      events: readonly { kind: string; text: string }[]
    }
    const [json, csv] = result.outputs
    expect(json).toMatchObject({ name: 'json', sent: 0, queued: 0, lost: csv?.sent })
    expect(csv).toMatchObject({
      name: 'csv',
      lost: 0,
      sent: (files['fine.csv'] ?? '').trimEnd().split('\n').length - 1,
    })
    expect(result.events.filter(({ kind, text }) => kind === 'warning' && text.includes('/dev/full'))).toHaveLength(1)
  })

  it('packs files whose name ends in .gz', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'kneepoint-packed-'))
    try {
      const packed = join(folder, 'samples.json.gz')
      const args = outputs(`json=${packed}`, 'json=plain.json')
      const { files } = await runProcess(script, { args, env: env() })
      expect(gunzipSync(readFileSync(packed)).toString()).toBe(files['plain.json'])
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})
