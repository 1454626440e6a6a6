import { type Parsed, parsed, problems } from '../../../base/result.ts'
import type { Millis } from '../../../base/units.ts'
import { boolean, choice, type Codec, durationAbove0, filledText, isObject, mustBe } from '../../config/codec.ts'
import { list } from '../../config/collections.ts'
import type { OutputSource } from '../output-source.ts'
import { readSettings, type SettingTable } from '../settings.ts'
import { httpUrl } from '../url-codec.ts'
import { trendStat } from './trend-stat.ts'

export interface PrometheusSettings {
  readonly url: string
  readonly insecureSkipTLSVerify: boolean
  readonly tlsMinVersion: '1.2' | '1.3'
  readonly username: string | undefined
  readonly password: string | undefined
  readonly bearerToken: string | undefined
  /** Files of PEM. */
  readonly clientCertificate: string | undefined
  readonly clientCertificateKey: string | undefined
  readonly pushInterval: Millis
  readonly trendAsNativeHistogram: boolean
  readonly trendStats: readonly string[]
  readonly staleMarkers: boolean
}

export interface PrometheusConfig extends PrometheusSettings {
  readonly kind: 'experimental-prometheus-rw'
  readonly headers: Readonly<Record<string, string>>
}

const optionalText = filledText as Codec<string | undefined>

export const prometheusSettings: SettingTable<PrometheusSettings> = {
  url: {
    codec: httpUrl,
    argument: 'url',
    env: 'K6_PROMETHEUS_RW_SERVER_URL',
    json: 'url',
    fallback: 'http://localhost:9090/api/v1/write',
  },
  insecureSkipTLSVerify: {
    codec: boolean,
    env: 'K6_PROMETHEUS_RW_INSECURE_SKIP_TLS_VERIFY',
    json: 'insecureSkipTLSVerify',
    fallback: false,
  },
  tlsMinVersion: {
    codec: choice(['1.2', '1.3']),
    env: 'K6_PROMETHEUS_RW_TLS_MINIMUM_VERSION',
    json: 'tlsMinVersion',
    fallback: '1.3',
  },
  username: { codec: optionalText, env: 'K6_PROMETHEUS_RW_USERNAME', json: 'username', fallback: undefined },
  password: { codec: optionalText, env: 'K6_PROMETHEUS_RW_PASSWORD', json: 'password', fallback: undefined },
  bearerToken: { codec: optionalText, env: 'K6_PROMETHEUS_RW_BEARER_TOKEN', json: 'bearerToken', fallback: undefined },
  clientCertificate: {
    codec: optionalText,
    env: 'K6_PROMETHEUS_RW_CLIENT_CERTIFICATE',
    json: 'clientCertificate',
    fallback: undefined,
  },
  clientCertificateKey: {
    codec: optionalText,
    env: 'K6_PROMETHEUS_RW_CLIENT_CERTIFICATE_KEY',
    json: 'clientCertificateKey',
    fallback: undefined,
  },
  pushInterval: {
    codec: durationAbove0,
    env: 'K6_PROMETHEUS_RW_PUSH_INTERVAL',
    json: 'pushInterval',
    fallback: 5000,
  },
  trendAsNativeHistogram: {
    codec: boolean,
    env: 'K6_PROMETHEUS_RW_TREND_AS_NATIVE_HISTOGRAM',
    json: 'trendAsNativeHistogram',
    fallback: false,
  },
  trendStats: {
    codec: list(trendStat),
    env: 'K6_PROMETHEUS_RW_TREND_STATS',
    json: 'trendStats',
    fallback: ['p(99)'],
  },
  staleMarkers: { codec: boolean, env: 'K6_PROMETHEUS_RW_STALE_MARKERS', json: 'staleMarkers', fallback: false },
}

const NAME = 'experimental-prometheus-rw'

/** `experimental-prometheus-rw` or, beyond k6, `experimental-prometheus-rw=http://host:port/api/v1/write`. */
export function readPrometheus({ argument, env, json }: OutputSource): Parsed<PrometheusConfig> {
  const given = argument === '' ? {} : { url: argument }
  const settings = readSettings(NAME, prometheusSettings, { argument: given, env, json })
  const headers = readHeaders(env, json)
  const found = [
    ...(settings.ok ? [] : settings.problems),
    ...(headers.ok ? [] : headers.problems),
    ...findSigV4(env, json),
  ]
  if (found.length > 0 || !settings.ok || !headers.ok) return problems(...found)
  return parsed({ kind: NAME, ...settings.value, headers: headers.value })
}

type Environment = OutputSource['env']
type Headers = Readonly<Record<string, string>>

const ONE_HEADER = 'K6_PROMETHEUS_RW_HEADERS_'
const ALL_HEADERS = 'K6_PROMETHEUS_RW_HTTP_HEADERS'

/** From `headers` of the file, one variable for each, and one for all, as k6 lays them over each other. */
function readHeaders(env: Environment, json: unknown): Parsed<Headers> {
  const inFile = isObject(json) ? (json['headers'] ?? {}) : {}
  if (!isObject(inFile)) return mustBe(`config.collectors.${NAME}.headers`, 'an object', inFile)
  const single = Object.entries(env).flatMap(([name, value]) =>
    name.startsWith(ONE_HEADER) && value !== undefined ? [[name.slice(ONE_HEADER.length), value] as const] : [],
  )
  const line = env[ALL_HEADERS] ?? ''
  const pairs = line === '' ? [] : line.split(',').map((pair) => pair.split(':'))
  const wrong = pairs.filter(({ length }) => length !== 2)
  if (wrong.length > 0)
    return problems(...wrong.map((pair) => `${ALL_HEADERS} must be name:value,..., got ${pair.join(':')}`))
  const fromFile = Object.entries(inFile).map(([name, value]) => [name, String(value)] as const)
  const together = pairs.map(([name = '', value = '']) => [name, value] as const)
  return parsed(Object.fromEntries([...fromFile, ...single, ...together]))
}

/** Better no output than one that is refused all the time. */
function findSigV4(env: Environment, json: unknown): readonly string[] {
  const names = Object.keys(env).filter((name) => name.startsWith('K6_PROMETHEUS_RW_SIGV4_') && env[name] !== '')
  const keys = isObject(json) ? Object.keys(json).filter((key) => key.startsWith('sigV4')) : []
  return [...names, ...keys].map(
    (name) =>
      `--out ${NAME}: ${name}: kneepoint does not sign for AWS; send to a proxy that does, such as aws-sigv4-proxy`,
  )
}
