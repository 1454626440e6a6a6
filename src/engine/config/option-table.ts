import {
  atLeast,
  boolean,
  type Codec,
  duration,
  durationAbove0,
  durationAtLeast,
  integer,
  isObject,
  mustBe,
  raw,
  text,
} from './codec.ts'
import { jsonText, list, textMap } from './collections.ts'
import { segmentCodec, sequenceCodec } from './execution-segment.ts'
import { cidrList, dnsCodec, hostnameList, hostsCodec, httpDebugCodec, localIpList } from './network-options.ts'
import type { OptionName, OptionValues, SetOptions } from './option-values.ts'
import { parsed } from '../../base/result.ts'
import { givenStages } from './stages.ts'
import { systemTagsCodec, timeUnitCodec, trendStatsCodec } from './summary-options.ts'
import { thresholdsCodec } from './threshold-options.ts'
import { cipherSuitesCodec, tlsAuthCodec, tlsVersionCodec } from './tls-options.ts'

export interface OptionFlag {
  readonly name: string
  readonly short?: string
  /** What stands for the value in the help; a switch has none. */
  readonly value?: string
  /** Counts as given when the flag has no `=value`. */
  readonly bare?: string
}

/** One of k6's options: where it can be set, how it is read, what it means. */
export interface OptionRow<T> {
  readonly codec: Codec<T>
  readonly env?: string
  readonly flag?: OptionFlag
  /** Where JSON may set it; everywhere unless said. */
  readonly json?: 'config file only' | 'nowhere'
  readonly help: string
}

const scenarioMap: Codec<Readonly<Record<string, unknown>>> = jsonText({
  fromJson: (value, at) => (isObject(value) ? parsed(value) : mustBe(at, 'an object of scenarios by name', value)),
  toJson: (value) => value,
})

/** Every option of k6, in k6's order, which is also the order of `inspect`. */
export const optionTable: { readonly [N in OptionName]: OptionRow<OptionValues[N]> } = {
  paused: {
    codec: boolean,
    env: 'K6_PAUSED',
    flag: { name: 'paused', short: 'p' },
    help: 'start paused',
  },
  vus: {
    codec: integer(),
    env: 'K6_VUS',
    flag: { name: 'vus', short: 'u', value: 'N' },
    help: 'number of virtual users',
  },
  duration: {
    codec: duration(),
    env: 'K6_DURATION',
    flag: { name: 'duration', short: 'd', value: 'TIME' },
    help: 'how long to run, such as 30s or 1m30s',
  },
  iterations: {
    codec: integer(),
    env: 'K6_ITERATIONS',
    flag: { name: 'iterations', short: 'i', value: 'N' },
    help: 'iterations in all, shared by the VUs',
  },
  stages: {
    codec: givenStages,
    env: 'K6_STAGES',
    flag: { name: 'stage', short: 's', value: 'TIME:VUS' },
    help: 'ramp to a number of VUs in a time; repeatable',
  },
  scenarios: { codec: scenarioMap, help: 'executors by name' },
  executionSegment: {
    codec: segmentCodec,
    flag: { name: 'execution-segment', value: 'SHARE' },
    help: 'run only this part of the whole, such as 10% or 0:1/3',
  },
  executionSegmentSequence: {
    codec: sequenceCodec,
    flag: { name: 'execution-segment-sequence', value: 'LIST' },
    help: 'how the whole is cut, such as 0,1/3,2/3,1',
  },
  noSetup: {
    codec: boolean,
    env: 'K6_NO_SETUP',
    flag: { name: 'no-setup' },
    help: 'do not run setup()',
  },
  setupTimeout: {
    codec: durationAbove0,
    env: 'K6_SETUP_TIMEOUT',
    help: 'how long setup() may take',
  },
  noTeardown: {
    codec: boolean,
    env: 'K6_NO_TEARDOWN',
    flag: { name: 'no-teardown' },
    help: 'do not run teardown()',
  },
  teardownTimeout: {
    codec: durationAtLeast(0),
    env: 'K6_TEARDOWN_TIMEOUT',
    help: 'how long teardown() may take',
  },
  handleSummaryTimeout: {
    codec: durationAtLeast(0),
    env: 'K6_HANDLE_SUMMARY_TIMEOUT',
    help: 'how long handleSummary() may take',
  },
  rps: {
    codec: integer(atLeast(0)),
    env: 'K6_RPS',
    flag: { name: 'rps', value: 'N' },
    help: 'limit of requests per second for the whole process',
  },
  dns: {
    codec: dnsCodec,
    env: 'K6_DNS',
    flag: { name: 'dns', value: 'LIST' },
    help: 'how names are resolved; ttl: inf, 0 or a time; select: first, random, roundRobin; policy: preferIPv4, preferIPv6, onlyIPv4, onlyIPv6, any',
  },
  maxRedirects: {
    codec: integer(atLeast(0)),
    env: 'K6_MAX_REDIRECTS',
    flag: { name: 'max-redirects', value: 'N' },
    help: 'redirects to follow',
  },
  userAgent: {
    codec: text,
    env: 'K6_USER_AGENT',
    flag: { name: 'user-agent', value: 'TEXT' },
    help: 'User-Agent header',
  },
  batch: {
    codec: integer(atLeast(1)),
    env: 'K6_BATCH',
    flag: { name: 'batch', value: 'N' },
    help: 'requests of one http.batch() at the same time',
  },
  batchPerHost: {
    codec: integer(atLeast(0)),
    env: 'K6_BATCH_PER_HOST',
    flag: { name: 'batch-per-host', value: 'N' },
    help: 'of them, to one host; 0 is no limit',
  },
  httpDebug: {
    codec: httpDebugCodec,
    env: 'K6_HTTP_DEBUG',
    flag: { name: 'http-debug', value: 'full', bare: 'headers' },
    help: 'log requests and responses; =full with bodies',
  },
  insecureSkipTLSVerify: {
    codec: boolean,
    env: 'K6_INSECURE_SKIP_TLS_VERIFY',
    flag: { name: 'insecure-skip-tls-verify' },
    help: 'take any certificate',
  },
  tlsCipherSuites: {
    codec: cipherSuitesCodec,
    env: 'K6_TLS_CIPHER_SUITES',
    help: "cipher suites by Go's names",
  },
  tlsVersion: {
    codec: tlsVersionCodec,
    help: "a version such as 'tls1.2', or {min, max}",
  },
  tlsAuth: {
    codec: tlsAuthCodec,
    env: 'K6_TLSAUTH',
    help: 'client certificates: [{cert, key, password, domains}]',
  },
  throw: {
    codec: boolean,
    env: 'K6_THROW',
    flag: { name: 'throw', short: 'w' },
    help: 'throw an exception where a request fails',
  },
  thresholds: {
    codec: thresholdsCodec,
    env: 'K6_THRESHOLDS',
    help: 'conditions that decide between pass and fail',
  },
  blacklistIPs: {
    codec: cidrList,
    env: 'K6_BLACKLIST_IPS',
    flag: { name: 'blacklist-ip', value: 'BLOCK' },
    help: 'never call these addresses; repeatable',
  },
  blockHostnames: {
    codec: hostnameList,
    env: 'K6_BLOCK_HOSTNAMES',
    flag: { name: 'block-hostnames', value: 'LIST' },
    help: 'never call these hosts; may begin with *.',
  },
  hosts: {
    codec: hostsCodec,
    env: 'K6_HOSTS',
    help: 'addresses by host name: {"host[:port]": "ip[:port]"}',
  },
  noConnectionReuse: {
    codec: boolean,
    env: 'K6_NO_CONNECTION_REUSE',
    flag: { name: 'no-connection-reuse' },
    help: 'a new connection for every request',
  },
  noVUConnectionReuse: {
    codec: boolean,
    env: 'K6_NO_VU_CONNECTION_REUSE',
    flag: { name: 'no-vu-connection-reuse' },
    help: 'new connections for every iteration',
  },
  minIterationDuration: {
    codec: durationAtLeast(0),
    env: 'K6_MIN_ITERATION_DURATION',
    flag: { name: 'min-iteration-duration', value: 'TIME' },
    help: 'an iteration takes at least this long',
  },
  cloud: { codec: raw, help: 'for Grafana Cloud; passed through, kneepoint does not read it' },
  ext: { codec: raw, help: 'for extensions; passed through, kneepoint does not read it' },
  summaryTrendStats: {
    codec: trendStatsCodec,
    env: 'K6_SUMMARY_TREND_STATS',
    flag: { name: 'summary-trend-stats', value: 'LIST' },
    help: 'what the summary says of times; also count and any p(N)',
  },
  summaryTimeUnit: {
    codec: timeUnitCodec,
    env: 'K6_SUMMARY_TIME_UNIT',
    flag: { name: 'summary-time-unit', value: 'UNIT' },
    help: 's, ms or us; the fitting one unless given',
  },
  systemTags: {
    codec: systemTagsCodec,
    env: 'K6_SYSTEM_TAGS',
    flag: { name: 'system-tags', value: 'LIST' },
    help: 'tags that samples carry by themselves',
  },
  tags: {
    codec: textMap,
    env: 'K6_TAGS',
    flag: { name: 'tag', value: 'NAME=VALUE' },
    help: 'a tag on every sample; repeatable',
  },
  metricSamplesBufferSize: {
    codec: integer(atLeast(0)),
    env: 'K6_METRIC_SAMPLES_BUFFER_SIZE',
    help: 'has no effect: kneepoint buffers no samples',
  },
  noCookiesReset: {
    codec: boolean,
    env: 'K6_NO_COOKIES_RESET',
    help: 'keep cookies from one iteration to the next',
  },
  discardResponseBodies: {
    codec: boolean,
    env: 'K6_DISCARD_RESPONSE_BODIES',
    flag: { name: 'discard-response-bodies' },
    help: 'read response bodies but do not keep them',
  },
  consoleOutput: {
    codec: text,
    env: 'K6_CONSOLE_OUTPUT',
    flag: { name: 'console-output', value: 'FILE' },
    json: 'nowhere',
    help: 'write what the script logs to a file',
  },
  localIPs: {
    codec: localIpList,
    env: 'K6_LOCAL_IPS',
    flag: { name: 'local-ips', value: 'LIST' },
    json: 'nowhere',
    help: 'addresses, ranges or blocks to send from, in turn by VU',
  },
  features: {
    codec: list(text),
    env: 'K6_FEATURES',
    flag: { name: 'features', value: 'LIST' },
    json: 'config file only',
    help: 'k6 feature flags; merge-run-tags is the one kneepoint has',
  },
}

export const optionNames: readonly OptionName[] = Object.keys(optionTable) as OptionName[]
export const isOptionName = (name: string): name is OptionName => Object.hasOwn(optionTable, name)

/** An option by name as k6's JSON has it; null where it is not set. */
export function jsonEntry<N extends OptionName>(name: N, options: SetOptions): readonly [N, unknown] {
  const value = options[name]
  return [name, value === undefined ? null : optionTable[name].codec.toJson(value)]
}
