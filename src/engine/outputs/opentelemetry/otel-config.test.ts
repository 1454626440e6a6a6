import { expect, it } from 'vitest'
import { readOtel } from './otel-config.ts'

const read = (argument: string, env: Record<string, string> = {}, json?: unknown): unknown => {
  const result = readOtel({ argument, env, json })
  return result.ok ? result.value : result.problems.join('\n')
}

it("has k6's defaults: gRPC with TLS on this machine, every 10 s", () => {
  expect(read('')).toMatchObject({
    kind: 'opentelemetry',
    serviceName: 'k6',
    exporterProtocol: 'grpc',
    grpcExporterEndpoint: 'localhost:4317',
    grpcExporterInsecure: false,
    httpExporterEndpoint: 'localhost:4318',
    httpExporterURLPath: '/v1/metrics',
    exportInterval: 10_000,
    headers: {},
  })
})

it('reads the environment, and the variable of OpenTelemetry for the name', () => {
  const env = {
    OTEL_SERVICE_NAME: 'shop',
    K6_OTEL_EXPORTER_PROTOCOL: 'http/protobuf',
    K6_OTEL_HTTP_EXPORTER_INSECURE: 'true',
    K6_OTEL_HTTP_EXPORTER_ENDPOINT: 'collector:4318',
    K6_OTEL_HEADERS: 'api-key=a%20b,two=2',
    K6_OTEL_METRIC_PREFIX: 'k6_',
  }
  expect(read('', env, { metricPrefix: 'file_', exportInterval: '3s' })).toMatchObject({
    serviceName: 'shop',
    exporterProtocol: 'http/protobuf',
    httpExporterInsecure: true,
    httpExporterEndpoint: 'collector:4318',
    headers: { 'api-key': 'a b', two: '2' },
    metricPrefix: 'k6_',
    exportInterval: 3000,
  })
  expect(read('', { ...env, K6_OTEL_SERVICE_NAME: 'other' })).toMatchObject({ serviceName: 'other' })
})

it.each([
  ['http://collector:4318/v1/metrics', { httpExporterInsecure: true, httpExporterEndpoint: 'collector:4318' }],
  [
    'https://otlp.example/otlp',
    { httpExporterInsecure: false, httpExporterEndpoint: 'otlp.example:443', httpExporterURLPath: '/otlp' },
  ],
  ['http://collector', { httpExporterEndpoint: 'collector:80', httpExporterURLPath: '/v1/metrics' }],
])('takes the address %s behind the name, for HTTP', (argument, expected) => {
  expect(read(argument)).toMatchObject({ exporterProtocol: 'http/protobuf', ...expected })
})

it.each<[string, Record<string, string>, string]>([
  ['localhost:4317', {}, 'must be a URL such as http://localhost:4318/v1/metrics'],
  ['', { K6_OTEL_EXPORTER_PROTOCOL: 'http' }, 'K6_OTEL_EXPORTER_PROTOCOL must be one of "grpc", "http/protobuf"'],
  [
    '',
    { K6_OTEL_HTTP_EXPORTER_ENDPOINT: 'http://localhost:4318' },
    'must be a host and a port such as localhost:4317, without a scheme',
  ],
  ['', { K6_OTEL_HEADERS: 'novalue' }, 'K6_OTEL_HEADERS must be name=value,...'],
])('says what is wrong with %j and %j', (argument, env, message) => {
  expect(read(argument, env)).toContain(message)
})
