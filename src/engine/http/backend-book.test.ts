import { gzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { FakeClock } from '../../base/clock.ts'
import type { BackendNaming } from '../config/run-config.ts'
import { BackendBook } from './backend-book.ts'
import { Exchange } from './exchange.ts'
import { noPeer, type Peer, type RawHeaders } from './outcome.ts'
import { makeHttpVu } from './testing/http-vu.ts'
import { drainSeries } from './testing/samples.ts'

const peerAt = (remoteIp: string): Peer => ({ ...noPeer, remoteIp, remotePort: 80, proto: 'HTTP/1.1' })

interface Ended {
  readonly headers?: RawHeaders
  readonly body?: Buffer
  readonly peer?: Peer
  readonly status?: number
  readonly hasFailed?: boolean
}

/** What a book counts of these answers, as `metric{backend}: value`; trends by their count. */
function countsOf(naming: BackendNaming | undefined, all: readonly Ended[]): Readonly<Record<string, number>> {
  const kit = makeHttpVu(new FakeClock())
  const vu = kit.vu()
  const book = new BackendBook(kit.shard, naming)
  for (const { headers = {}, body, peer = peerAt('10.0.0.1'), status = 200, hasFailed = false } of all) {
    const exchange = new Exchange(vu.worker.clock, { exchangeEnded: () => undefined })
    Object.assign(exchange, { headers, peer, status, keepsBody: true })
    if (body !== undefined) exchange.onResponseData(body)
    const backend = book.backendOf(exchange)
    if (backend !== undefined) book.record(exchange, backend, hasFailed)
  }
  return Object.fromEntries(
    drainSeries(kit.shard).map(({ metric, tags, value, count }) => [
      `${metric.replace('backend.', '')}{${tags['backend']}}`,
      metric === 'backend.duration' ? count : value,
    ]),
  )
}

const from = (pod: string, peer?: Peer): Ended => ({ headers: { 'x-pod': pod }, ...(peer && { peer }) })

it('counts by address where nothing else is told', () => {
  const [one, other] = [peerAt('10.0.0.1'), peerAt('::1')]
  expect(
    countsOf(undefined, [{ peer: one }, { peer: one }, { peer: other, hasFailed: true }, { peer: noPeer }]),
  ).toEqual({
    'duration{10.0.0.1:80}': 2,
    'connections{10.0.0.1:80}': 1,
    'stays{10.0.0.1:80}': 1,
    'duration{[::1]:80}': 1,
    'connections{[::1]:80}': 1,
    'failures{[::1]:80}': 1,
  })
})

it('counts by a header, and whether a connection stays with its backend', () => {
  const [one, other] = [peerAt('10.0.0.1'), peerAt('10.0.0.1')]
  const answers = [from('a', one), from('a', one), from('b', one), from('b', other), from('b', other)]
  expect(countsOf({ header: 'x-pod' }, answers)).toEqual({
    'duration{a}': 2,
    'connections{a}': 1,
    'stays{a}': 1,
    'duration{b}': 3,
    'connections{b}': 1,
    'stays{b}': 1,
  })
})

it('counts answers that do not say apart, and requests without an answer not at all', () => {
  const counts = countsOf({ header: 'x-pod' }, [from('a'), {}, { status: 0 }])
  expect(counts).toMatchObject({ 'duration{a}': 1, 'duration{}': 1 })
})

it('finds a name within a header, and in a body, packed or not', () => {
  expect(countsOf({ header: 'x-pod', pattern: '^web-(\\w+)' }, [from('web-7f9c-1'), from('other')])).toMatchObject({
    'duration{7f9c}': 1,
    'duration{}': 1,
  })
  const body = Buffer.from('Hostname: web-2\nIP: 10.1.2.3\n')
  const packed = { body: gzipSync(body), headers: { 'content-encoding': 'gzip' } }
  expect(countsOf({ pattern: 'Hostname: (\\S+)' }, [{ body }, packed])).toMatchObject({ 'duration{web-2}': 2 })
})

it('keeps 200 names apart, and counts those beyond together', () => {
  const counts = countsOf(
    { header: 'x-pod' },
    [...Array(300).keys()].map((n) => from(`pod-${n}`)),
  )
  const names = Object.keys(counts).filter((key) => key.startsWith('duration'))
  expect(names).toHaveLength(201)
  expect(counts['duration{(other backends)}']).toBe(100)
})
