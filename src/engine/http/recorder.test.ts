import { expect, it } from 'vitest'
import { FakeClock } from '../../base/clock.ts'
import { Exchange } from './exchange.ts'
import { noPeer, type Peer } from './outcome.ts'
import { type ExpectStatus, Recorder } from './recorder.ts'
import { makeHttpVu } from './testing/http-vu.ts'
import { drainSeries } from './testing/samples.ts'

const peer: Peer = { remoteIp: '192.0.2.1', remotePort: 80, tlsVersion: '', cipherSuite: '', proto: 'HTTP/1.1' }
const below400: ExpectStatus = (status) => status >= 200 && status < 400

interface Recorded {
  readonly tags: Readonly<Record<string, string>>
  readonly metrics: readonly string[]
  readonly expected: boolean | undefined
}

interface Ended {
  readonly status?: number
  readonly failure?: { readonly code: number; readonly message: string }
  readonly peer?: Peer
  readonly expect?: ExpectStatus
  readonly base?: Readonly<Record<string, string>>
  readonly systemTags?: readonly string[]
  readonly backendHeader?: string
}

function record(ended: Ended): Recorded {
  const kit = makeHttpVu(
    new FakeClock(),
    ended.backendHeader === undefined ? {} : { backend: { header: ended.backendHeader } },
    ended.systemTags,
  )
  const vu = kit.vu()
  const exchange = new Exchange(vu.worker.clock, { exchangeEnded: () => undefined })
  exchange.status = ended.status ?? 200
  exchange.failure = ended.failure
  exchange.peer = ended.peer ?? peer
  exchange.headers = { 'x-pod': 'web-1' }
  const recorder = new Recorder(vu.worker)
  const base = kit.shard.tagSets.withAll(0, ended.base ?? {})
  const tags = recorder.requestTags(base, 'GET', 'http://h/')
  const expected = recorder.record(vu, exchange, tags, ended.expect === undefined ? below400 : ended.expect)
  const series = drainSeries(kit.shard)
  return { tags: series[0]?.tags ?? {}, metrics: series.map(({ metric }) => metric), expected }
}

it('tags an answer', () => {
  expect(record({}).tags).toEqual({
    method: 'GET',
    url: 'http://h/',
    name: 'http://h/',
    status: '200',
    proto: 'HTTP/1.1',
    expected_response: 'true',
  })
})

it('tags a failure', () => {
  const failure = { code: 1212, message: 'dial: connection refused' }
  const { tags, expected } = record({ failure, peer: noPeer })
  expect(tags).toMatchObject({ status: '0', error: failure.message, error_code: '1212', expected_response: 'false' })
  expect(tags).not.toHaveProperty('proto')
  expect(expected).toBe(false)
})

it('lets a name given by the user stand for the url', () => {
  expect(record({ base: { name: 'shop' } }).tags).toMatchObject({ name: 'shop', url: 'shop' })
})

it('tags who answered where the user says how that is known, and only then', () => {
  expect(record({ backendHeader: 'x-pod' }).tags).toMatchObject({ backend: 'web-1', status: '200' })
  expect(record({ backendHeader: 'x-node' }).tags).not.toHaveProperty('backend')
  expect(record({}).tags).not.toHaveProperty('backend')
})

it('judges nothing where nobody does', () => {
  const { tags, metrics, expected } = record({ expect: null, status: 500 })
  expect(tags).not.toHaveProperty('expected_response')
  expect(metrics).not.toContain('http_req_failed')
  expect(expected).toBeUndefined()
})

it('adds only system tags that are on', () => {
  expect(record({ systemTags: ['status'] }).tags).toEqual({ status: '200' })
  expect(record({ systemTags: ['ip', 'ocsp_status'] }).tags).toEqual({ ip: '192.0.2.1' })
  const secure = { ...peer, tlsVersion: 'tls1.3' }
  expect(record({ systemTags: ['tls_version', 'ocsp_status'], peer: secure }).tags).toEqual({
    tls_version: 'tls1.3',
    ocsp_status: 'unknown',
  })
})
