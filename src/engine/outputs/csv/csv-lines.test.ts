import { expect, it } from 'vitest'
import { defaultSystemTags } from '../../config/summary-options.ts'
import { seriesOf } from '../testing/samples.ts'
import { csvLines } from './csv-lines.ts'
import { timeFormats } from './time-format.ts'

const time = { ms: Date.UTC(2026, 10, 28, 12) + 5, nanos: 120_000 }

it("has k6's columns: the system tags that are on, in order, without vu and iter", () => {
  expect(csvLines(defaultSystemTags, 'unix').header).toBe(
    'metric_name,timestamp,metric_value,check,error,error_code,expected_response,group,method,name,proto,scenario,' +
      'service,status,subproto,tls_version,url,extra_tags,metadata\n',
  )
  expect(csvLines(['vu', 'iter', 'url', 'ip'], 'unix').header).toBe(
    'metric_name,timestamp,metric_value,ip,url,extra_tags,metadata\n',
  )
})

it('puts each tag into its column and the others together, and leaves out system tags that are off', () => {
  const tags = [
    ['a', '1'],
    ['b', 'x,"y"'],
    ['ip', '10.0.0.1'],
    ['status', '200'],
  ] as const
  const { line } = csvLines(['method', 'status'], 'unix')
  expect(line({ worker: 1, series: seriesOf('http_reqs', { tags }), time, value: 1, metadata: undefined })).toBe(
    `http_reqs,${Math.floor(time.ms / 1000)},1.000000,,200,"a=1&b=x,""y""",\n`,
  )
})

it('has metadata in the last column', () => {
  const metadata = { iter: '3', trace_id: 'a,b' }
  const line = csvLines([], 'unix').line({ worker: 1, series: seriesOf('c'), time, value: 1, metadata })
  expect(line).toMatch(/,"iter=3&trace_id=a,b"\n$/)
})

it.each([
  [0, '0.000000'],
  [5.3769164, '5.376916'],
  [-1.5e-7, '-0.000000'],
  [1e21, '1000000000000000000000.000000'],
  [Number.NEGATIVE_INFINITY, '-Inf'],
])('writes %d as Go writes %%f: %s', (value, written) => {
  const line = csvLines([], 'unix').line({ worker: 1, series: seriesOf('c'), time, value, metadata: undefined })
  expect(line?.split(',')[2]).toBe(written)
})

it('writes times in each format of k6', () => {
  const written = timeFormats.map((format) =>
    csvLines([], format).line({ worker: 1, series: seriesOf('c'), time, value: 1, metadata: undefined }),
  )
  const times = written.map((line) => line?.split(',')[1] ?? '')
  expect(times.slice(0, 4)).toEqual([
    String(time.ms).slice(0, -3),
    String(time.ms),
    `${time.ms}120`,
    `${time.ms}120000`,
  ])
  expect(times[4]).toMatch(/T\d\d:00:00(Z|[+-]\d\d:\d\d)$/)
  expect(times[5]).toMatch(/T\d\d:00:00\.00512(Z|[+-]\d\d:\d\d)$/)
})
