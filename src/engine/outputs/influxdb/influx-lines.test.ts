import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { WallClock, epochNanos } from '../wall-clock.ts'
import { writeLines } from '../samples.ts'
import { samplesOf, seriesDef, seriesOf } from '../testing/samples.ts'
import { influxLines } from './influx-lines.ts'
import { fieldValue } from './tag-field.ts'
import { UniqueTimes } from './unique-times.ts'

const noon = Date.UTC(2026, 10, 28, 12)
const time = { ms: noon, nanos: 5 }
const options = { tagsAsFields: [{ tag: 'url', kind: 'string' }], precision: 'ns', workers: 1 } as const
const line = (metric: string, tags: readonly (readonly [string, string])[], value = 1): string | undefined =>
  influxLines(options)({ worker: 0, series: seriesOf(metric, { tags }), time, value, metadata: undefined })

it("writes k6's measurements: tags, the value, and some tags as fields", () => {
  const tags = [
    ['method', 'GET'],
    ['name', 'a b,c=d'],
    ['url', 'http://x/?q="1"'],
  ] as const
  expect(line('http_reqs', tags)).toBe(
    String.raw`http_reqs,method=GET,name=a\ b\,c\=d value=1,url="http://x/?q=\"1\"" ${noon}000005` + '\n',
  )
})

it('leaves out empty tags, and needs none', () => {
  expect(line('c', [['group', '']], 2.5)).toBe(`c value=2.5 ${noon}000005\n`)
})

it('has no line break and no backslash at the end of a tag: both would spoil the line', () => {
  expect(line('c', [['error', 'first\r\nsecond\\']])).toBe(
    String.raw`c,error=first\ second value=1 ${noon}000005` + '\n',
  )
})

it('refuses what is not finite', () => {
  expect(line('c', [], Number.NaN)).toBeUndefined()
})

it.each([
  ['12', 'int', '12i'],
  ['1.5', 'int', '"1.5"'],
  ['1.50', 'float', '1.5'],
  ['true', 'bool', 'true'],
  ['yes', 'bool', '"yes"'],
  ['a"\\', 'string', String.raw`"a\"\\"`],
] as const)('writes the tag value %s as %s: %s', (value, kind, written) => {
  expect(fieldValue(value, kind)).toBe(written)
})

it.each([
  ['ns', `${noon}000005`],
  ['u', `${noon}000`],
  ['ms', String(noon)],
  ['s', String(noon / 1000)],
  ['m', String(noon / 60_000)],
  ['h', String(noon / 3_600_000)],
] as const)('writes times in %s', (precision, written) => {
  const write = influxLines({ ...options, precision })
  expect(write({ worker: 0, series: seriesOf('c'), time, value: 1, metadata: undefined })).toBe(
    `c value=1 ${written}\n`,
  )
})

describe('times of one series', () => {
  it('are all different, whatever workers measure at the same moment, and nearly right', () => {
    const at = fc.record({ worker: fc.nat(3), micros: fc.nat(4) })
    fc.assert(
      fc.property(fc.array(at, { maxLength: 200 }), fc.integer({ min: 4, max: 9 }), (list, workers) => {
        const times = new UniqueTimes(workers)
        const clock = new WallClock(0, noon)
        // Each worker's samples come in the order of their times, the workers in any.
        const ordered = list.toSorted((a, b) => a.micros - b.micros)
        const given = [0, 1, 2, 3].flatMap((worker) =>
          ordered
            .filter((one) => one.worker === worker)
            .map(({ micros }) => {
              const real = clock.at(micros / 1000)
              const unique = times.of(worker, 0, real)
              const off = BigInt(epochNanos(unique)) - BigInt(epochNanos(real))
              expect(off >= 0n && off <= BigInt(workers * (list.length + 1))).toBe(true)
              return epochNanos(unique)
            }),
        )
        expect(new Set(given).size).toBe(list.length)
      }),
    )
  })

  it('are told apart in the lines', () => {
    let text = ''
    const def = seriesDef('c')
    const samples = samplesOf([
      { def, value: 1 },
      { def, value: 2 },
      { def, value: 3 },
    ])
    writeLines(samples, new WallClock(0, noon), influxLines({ ...options, workers: 2 }), (piece) => (text += piece))
    const lines = text.trimEnd().split('\n')
    expect(new Set(lines.map((one) => one.split(' ').at(-1))).size).toBe(3)
  })
})
