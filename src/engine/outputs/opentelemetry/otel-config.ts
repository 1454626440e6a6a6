import { type Parsed, parsed, problems } from '../../../base/result.ts'
import type { Millis } from '../../../base/units.ts'
import { boolean, choice, type Codec, durationAbove0, filledText, mustBe, scalar, text } from '../../config/codec.ts'
import type { OutputSource } from '../output-source.ts'
import { readSettings, type SettingTable } from '../settings.ts'

export interface OtelSettings {
  readonly serviceName: string
  /** Undefined: kneepoint's. */
  readonly serviceVersion: string | undefined
  readonly metricPrefix: string
  /** Of k6's collector, which is not there; undefined unless somebody sets it. */
  readonly flushInterval: Millis | undefined
  readonly exporterProtocol: 'grpc' | 'http/protobuf'
  readonly exportInterval: Millis
  readonly headers: Readonly<Record<string, string>>
  readonly tlsInsecureSkipVerify: boolean
  /** Files of PEM. */
  readonly tlsCertificate: string | undefined
  readonly tlsClientCertificate: string | undefined
  readonly tlsClientKey: string | undefined
  /** Without TLS. */
  readonly httpExporterInsecure: boolean
  readonly httpExporterEndpoint: string
  readonly httpExporterURLPath: string
  readonly username: string | undefined
  readonly password: string | undefined
  readonly grpcExporterInsecure: boolean
  readonly grpcExporterEndpoint: string
}

export interface OtelConfig extends OtelSettings {
  readonly kind: 'opentelemetry'
}

const optionalText = filledText as Codec<string | undefined>

/** `localhost:4317`. */
const endpoint: Codec<string> = scalar({
  expected: 'a host and a port such as localhost:4317, without a scheme',
  parse: (value) => (typeof value === 'string' && /^[^/\s]+:\d+$/.test(value) ? value : undefined),
})

function readHeaders(line: string, at: string): Parsed<Readonly<Record<string, string>>> {
  const pairs = line.split(',').map((pair) => /^([^=]+)=(.*)$/.exec(pair.trim()))
  if (pairs.some((pair) => pair === null)) return mustBe(at, 'name=value,...', line)
  try {
    const decoded = pairs.map((pair) => [decodeURIComponent(pair?.[1] ?? ''), decodeURIComponent(pair?.[2] ?? '')])
    return parsed(Object.fromEntries(decoded))
  } catch {
    return mustBe(at, 'name=value,... with % only before two digits', line)
  }
}

/** `name=value,name=value`, either side percent-encoded if need be. */
const headerList: Codec<Readonly<Record<string, string>>> = {
  fromJson: (value, at) => (typeof value === 'string' ? readHeaders(value, at) : mustBe(at, 'a text', value)),
  fromFlags: (texts, at) => readHeaders(texts.at(-1) ?? '', at),
  fromEnv: readHeaders,
  toJson: (value) => value,
}

const file = (env: string, json: string) => ({ codec: optionalText, env, json, fallback: undefined })

export const otelSettings: SettingTable<OtelSettings> = {
  serviceName: { codec: filledText, env: 'K6_OTEL_SERVICE_NAME', json: 'serviceName', fallback: 'k6' },
  serviceVersion: {
    codec: optionalText,
    env: 'K6_OTEL_SERVICE_VERSION',
    json: 'serviceVersion',
    fallback: undefined,
  },
  metricPrefix: { codec: text, env: 'K6_OTEL_METRIC_PREFIX', json: 'metricPrefix', fallback: '' },
  flushInterval: {
    codec: durationAbove0 as Codec<Millis | undefined>,
    env: 'K6_OTEL_FLUSH_INTERVAL',
    json: 'flushInterval',
    fallback: undefined,
  },
  exporterProtocol: {
    codec: choice(['grpc', 'http/protobuf']),
    argument: 'protocol',
    env: 'K6_OTEL_EXPORTER_PROTOCOL',
    json: 'exporterProtocol',
    fallback: 'grpc',
  },
  exportInterval: { codec: durationAbove0, env: 'K6_OTEL_EXPORT_INTERVAL', json: 'exportInterval', fallback: 10_000 },
  headers: { codec: headerList, env: 'K6_OTEL_HEADERS', json: 'headers', fallback: {} },
  tlsInsecureSkipVerify: {
    codec: boolean,
    env: 'K6_OTEL_TLS_INSECURE_SKIP_VERIFY',
    json: 'tlsInsecureSkipVerify',
    fallback: false,
  },
  tlsCertificate: file('K6_OTEL_TLS_CERTIFICATE', 'tlsCertificate'),
  tlsClientCertificate: file('K6_OTEL_TLS_CLIENT_CERTIFICATE', 'tlsClientCertificate'),
  tlsClientKey: file('K6_OTEL_TLS_CLIENT_KEY', 'tlsClientKey'),
  httpExporterInsecure: {
    codec: boolean,
    argument: 'insecure',
    env: 'K6_OTEL_HTTP_EXPORTER_INSECURE',
    json: 'httpExporterInsecure',
    fallback: false,
  },
  httpExporterEndpoint: {
    codec: endpoint,
    argument: 'endpoint',
    env: 'K6_OTEL_HTTP_EXPORTER_ENDPOINT',
    json: 'httpExporterEndpoint',
    fallback: 'localhost:4318',
  },
  httpExporterURLPath: {
    codec: filledText,
    argument: 'path',
    env: 'K6_OTEL_HTTP_EXPORTER_URL_PATH',
    json: 'httpExporterURLPath',
    fallback: '/v1/metrics',
  },
  username: file('K6_OTEL_HTTP_EXPORTER_USERNAME', 'username'),
  password: file('K6_OTEL_HTTP_EXPORTER_PASSWORD', 'password'),
  grpcExporterInsecure: {
    codec: boolean,
    env: 'K6_OTEL_GRPC_EXPORTER_INSECURE',
    json: 'grpcExporterInsecure',
    fallback: false,
  },
  grpcExporterEndpoint: {
    codec: endpoint,
    env: 'K6_OTEL_GRPC_EXPORTER_ENDPOINT',
    json: 'grpcExporterEndpoint',
    fallback: 'localhost:4317',
  },
}

/** `opentelemetry` or, beyond k6, `opentelemetry=http://host:4318/v1/metrics` for OTLP over HTTP. */
export function readOtel({ argument, env, json }: OutputSource): Parsed<OtelConfig> {
  const given = readArgument(argument)
  if (!given.ok) return given
  const settings = readSettings('opentelemetry', otelSettings, {
    argument: given.value,
    env: { ...env, K6_OTEL_SERVICE_NAME: env['K6_OTEL_SERVICE_NAME'] || env['OTEL_SERVICE_NAME'] },
    json,
  })
  return settings.ok ? parsed({ kind: 'opentelemetry', ...settings.value }) : settings
}

function readArgument(argument: string): Parsed<Readonly<Record<string, string>>> {
  if (argument === '') return parsed({})
  const url = URL.canParse(argument) ? new URL(argument) : undefined
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    return problems(
      `--out opentelemetry must be a URL such as http://localhost:4318/v1/metrics, got ${JSON.stringify(argument)}; without one the K6_OTEL_ variables count`,
    )
  }
  const isPlain = url.protocol === 'http:'
  const port = url.port === '' ? (isPlain ? '80' : '443') : url.port
  return parsed({
    protocol: 'http/protobuf',
    insecure: String(isPlain),
    endpoint: `${url.hostname}:${port}`,
    ...(url.pathname === '/' ? {} : { path: url.pathname }),
  })
}
