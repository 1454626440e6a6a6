import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ExpositionReader, type Sample } from './exposition.ts'

function read(text: string, chunk = text.length): { samples: readonly Sample[]; malformed: number } {
  const reader = new ExpositionReader((name) => name.startsWith('node_') || name === 'up')
  for (let at = 0; at < text.length; at += chunk) reader.push(text.slice(at, at + chunk))
  const samples = reader.end()
  return { samples, malformed: reader.malformed }
}

const page = `# HELP node_cpu_seconds_total Seconds the CPUs spent in each mode.
# TYPE node_cpu_seconds_total counter
node_cpu_seconds_total{cpu="0",mode="idle"} 12345.67
node_cpu_seconds_total{cpu="0",mode="user"} 1.5e+03 1700000000000
other_metric 7
up 1
# EOF
`

describe('the Prometheus text format', () => {
  it('is read line by line, with labels, exponents and timestamps', () => {
    expect(read(page).samples).toEqual([
      { name: 'node_cpu_seconds_total', labels: { cpu: '0', mode: 'idle' }, value: 12_345.67 },
      { name: 'node_cpu_seconds_total', labels: { cpu: '0', mode: 'user' }, value: 1500 },
      { name: 'up', labels: {}, value: 1 },
    ])
  })

  it('is the same however it is cut into pieces', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), (chunk) => {
        expect(read(page, chunk)).toEqual(read(page))
      }),
    )
  })

  it.each([
    ['node_a{path="C:\\\\x",q="a\\"b",n="1\\n2"} 1', { path: 'C:\\x', q: 'a"b', n: '1\n2' }],
    ['node_a{brace="}",comma="a,b",} 1', { brace: '}', comma: 'a,b' }],
    ['node_a{} 1', {}],
    ['node_a { a = "1" } 1', {}],
  ])('knows quoted labels: %s', (line, labels) => {
    const [sample] = read(line).samples
    expect(sample?.labels ?? {}).toEqual(labels)
  })

  it.each([
    ['node_a +Inf', Number.POSITIVE_INFINITY],
    ['node_a -Inf', Number.NEGATIVE_INFINITY],
    ['node_a NaN', Number.NaN],
    ['node_a 0x10 # {trace_id="1"} 0.5', 16],
  ])('knows the values of %s', (line, value) => {
    expect(read(line).samples[0]?.value).toBe(value)
  })

  it('counts what it cannot read, and goes on behind it', () => {
    const { samples, malformed } = read('<html>\nnode_a{x="1\nnode_b\nnode_c abc\nup 1\r\n')
    expect(samples.map(({ name }) => name)).toEqual(['up'])
    expect(malformed).toBe(4)
  })

  it('keeps neither a line without end nor more samples than any target has', () => {
    const reader = new ExpositionReader(() => true)
    for (let piece = 0; piece < 100; piece += 1) reader.push('a'.repeat(10_000))
    reader.push('\nup 1\n')
    for (let line = 0; line < 20_000; line += 1) reader.push(`node_${line} 1\n`)
    const samples = reader.end()
    expect(samples[0]).toEqual({ name: 'up', labels: {}, value: 1 })
    expect(samples.length).toBe(5000)
  })
})
