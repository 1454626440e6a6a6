import { expect, it } from 'vitest'
import { readPrometheus } from './prometheus-config.ts'

const read = (argument: string, env: Record<string, string> = {}, json?: unknown): unknown => {
  const result = readPrometheus({ argument, env, json })
  return result.ok ? result.value : result.problems.join('\n')
}

it("has k6's defaults", () => {
  expect(read('')).toEqual({
    kind: 'experimental-prometheus-rw',
    url: 'http://localhost:9090/api/v1/write',
    insecureSkipTLSVerify: false,
    tlsMinVersion: '1.3',
    pushInterval: 5000,
    trendAsNativeHistogram: false,
    trendStats: ['p(99)'],
    staleMarkers: false,
    headers: {},
  })
})

it('reads the environment', () => {
  const env = {
    K6_PROMETHEUS_RW_SERVER_URL: 'https://prom/api/v1/write',
    K6_PROMETHEUS_RW_USERNAME: 'me',
    K6_PROMETHEUS_RW_PASSWORD: 'secret',
    K6_PROMETHEUS_RW_PUSH_INTERVAL: '10s',
    K6_PROMETHEUS_RW_TREND_STATS: 'p(95),max,sum',
    K6_PROMETHEUS_RW_HEADERS_One: '1',
    K6_PROMETHEUS_RW_HTTP_HEADERS: 'Two:2,Three:3',
  }
  expect(read('', env, { headers: { Zero: '0', One: 'file' }, staleMarkers: true })).toMatchObject({
    url: 'https://prom/api/v1/write',
    username: 'me',
    password: 'secret',
    pushInterval: 10_000,
    trendStats: ['p(95)', 'max', 'sum'],
    staleMarkers: true,
    headers: { Zero: '0', One: '1', Two: '2', Three: '3' },
  })
})

it('takes the address behind the name too', () => {
  expect(read('http://a:1/write', { K6_PROMETHEUS_RW_SERVER_URL: 'http://b:1' })).toMatchObject({
    url: 'http://a:1/write',
  })
})

it.each<[string, Record<string, string>, string]>([
  ['not a url', {}, 'url must be a URL that begins with http:// or https://, got "not a url"'],
  ['', { K6_PROMETHEUS_RW_TREND_STATS: 'p(101)' }, 'K6_PROMETHEUS_RW_TREND_STATS must be one of count, sum'],
  ['', { K6_PROMETHEUS_RW_HTTP_HEADERS: 'novalue' }, 'K6_PROMETHEUS_RW_HTTP_HEADERS must be name:value'],
  [
    '',
    { K6_PROMETHEUS_RW_SIGV4_REGION: 'eu-west-1' },
    'K6_PROMETHEUS_RW_SIGV4_REGION: kneepoint does not sign for AWS',
  ],
])('says what is wrong with %j and %j', (argument, env, message) => {
  expect(read(argument, env)).toContain(message)
})
