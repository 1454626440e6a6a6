import { expect, it } from 'vitest'
import { samplesOf, seriesDef, seriesOf } from '../testing/samples.ts'
import { writeLines } from '../samples.ts'
import { WallClock } from '../wall-clock.ts'
import { jsonLines } from './json-lines.ts'

const noon = Date.UTC(2026, 10, 28, 12)
const clock = new WallClock(0, noon)
const facts = {
  thresholds: { http_reqs: ['count>0', { threshold: 'rate>1', abortOnFail: true, delayAbortEval: '10s' }] },
  submetrics: [{ source: 'http_reqs{status:200}', metric: 'http_reqs', tags: [['status', '200']] }],
} as const

function write(list: Parameters<typeof samplesOf>[0]): readonly unknown[] {
  let text = ''
  writeLines(samplesOf(list), clock, jsonLines(facts).line, (piece) => (text += piece))
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown)
}

it("introduces a metric before its first sample, with its thresholds and submetrics, as k6's json output does", () => {
  const def = seriesDef('http_reqs', { tags: [['status', '200']] })
  expect(
    write([
      { def, value: 1 },
      { def, value: 1 },
    ]),
  ).toEqual([
    {
      type: 'Metric',
      data: {
        name: 'http_reqs',
        type: 'counter',
        contains: 'default',
        thresholds: ['count>0', { threshold: 'rate>1', abortOnFail: true, delayAbortEval: '10s' }],
        submetrics: [{ name: 'http_reqs{status:200}', suffix: 'status:200', tags: { status: '200' } }],
      },
      metric: 'http_reqs',
    },
    expect.objectContaining({ type: 'Point' }),
    expect.objectContaining({ type: 'Point' }),
  ])
})

it('has empty thresholds and no submetrics for the other metrics', () => {
  const [metric] = write([{ def: seriesDef('waited', { kind: 'trend', contains: 'time' }), value: 1 }])
  expect(metric).toMatchObject({ data: { type: 'trend', contains: 'time', thresholds: [], submetrics: null } })
})

it('writes time, value and tags of each sample', () => {
  const tags = [
    ['a', '"quoted"\n'],
    ['url', 'http://x/ä'],
  ] as const
  const [, point] = write([{ def: seriesDef('c', { tags }), time: 1.5, value: 1e21 }])
  const time: unknown = expect.stringMatching(/^2026-11-28T\d\d:\d\d:00\.0015(Z|[+-]\d\d:\d\d)$/)
  expect(point).toEqual({
    metric: 'c',
    type: 'Point',
    data: { time, value: 1e21, tags: { a: '"quoted"\n', url: 'http://x/ä' } },
  })
})

it('writes times to the nanosecond, and everything else as it is', () => {
  const value = 1.0037369998171926
  const lines = write([
    { def: seriesDef('t', { contains: 'time' }), value },
    { def: seriesDef('n'), value },
  ])
  expect(lines.filter((line) => (line as { type: string }).type === 'Point')).toMatchObject([
    { data: { value: 1.003737 } },
    { data: { value } },
  ])
})

it('writes metadata where there is some', () => {
  const { line } = jsonLines(facts)
  const time = { ms: noon, nanos: 0 }
  const metadata = { iter: '3', trace_id: 'a"b' }
  const written = line({ worker: 1, series: seriesOf('c'), time, value: 1, metadata })
  expect(JSON.parse(written?.split('\n')[1] ?? '')).toMatchObject({ data: { metadata } })
})

it('refuses what JSON cannot hold', () => {
  const { line } = jsonLines(facts)
  const series = seriesOf('c')
  const time = { ms: noon, nanos: 0 }
  expect(line({ worker: 1, series, time, value: Number.POSITIVE_INFINITY, metadata: undefined })).toBeUndefined()
  expect(line({ worker: 1, series, time, value: 1, metadata: undefined })).toContain('"type":"Metric"')
})
