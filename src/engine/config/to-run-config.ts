import { formatSegment, formatSequence } from './execution-segment.ts'
import { optionsToJson } from './option-json.ts'
import { dnsDefaults, optionDefaults } from './option-defaults.ts'
import type { DefaultedName, OptionValues, SetOptions } from './option-values.ts'
import type { HttpOptions, OwnHttpOptions, RunConfig, Work } from './run-config.ts'
import type { RuntimeOptions } from './runtime-options.ts'
import type { ReadScenario } from './scenarios.ts'

/** What the options do not say. */
export interface RunFrame {
  readonly work: Work
  readonly threads: number
  /** The User-Agent header where no layer sets one. */
  readonly userAgent: string
  readonly runtime: RuntimeOptions
  readonly ownHttp?: OwnHttpOptions
}

type Values = Pick<OptionValues, DefaultedName>

const toHttp = (values: Values, userAgent: string): HttpOptions => ({
  maxRedirects: values.maxRedirects,
  userAgent,
  batch: values.batch,
  batchPerHost: values.batchPerHost,
  httpDebug: values.httpDebug,
  insecureSkipTLSVerify: values.insecureSkipTLSVerify,
  tlsCipherSuites: values.tlsCipherSuites,
  tlsVersion: values.tlsVersion,
  tlsAuth: values.tlsAuth,
  throw: values.throw,
  blacklistIPs: values.blacklistIPs,
  blockHostnames: values.blockHostnames,
  hosts: values.hosts,
  noConnectionReuse: values.noConnectionReuse,
  noVUConnectionReuse: values.noVUConnectionReuse,
  noCookiesReset: values.noCookiesReset,
  discardResponseBodies: values.discardResponseBodies,
  dns: { ...dnsDefaults, ...values.dns },
  localIPs: values.localIPs,
  rps: values.rps,
})

/** Nobody changes the configuration of a run: live control keeps its own state. */
function freeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  for (const part of Object.values(value)) freeze(part)
  return Object.freeze(value)
}

/** The validated options with all defaults, frozen to the bottom. */
export function toRunConfig(options: SetOptions, scenarios: readonly ReadScenario[], frame: RunFrame): RunConfig {
  const values = { ...optionDefaults, ...options }
  const { executionSegment: segment, executionSegmentSequence: sequence } = options
  const shown = { ...options, summaryTrendStats: values.summaryTrendStats, systemTags: values.systemTags }
  return freeze({
    work: frame.work,
    scenarios: scenarios.map(({ config }) => config),
    threads: frame.threads,
    http: { ...toHttp(values, options.userAgent ?? frame.userAgent), ...frame.ownHttp },
    paused: values.paused,
    noSetup: values.noSetup,
    noTeardown: values.noTeardown,
    setupTimeout: values.setupTimeout,
    teardownTimeout: values.teardownTimeout,
    handleSummaryTimeout: values.handleSummaryTimeout,
    minIterationDuration: values.minIterationDuration,
    thresholds: values.thresholds,
    noThresholds: frame.runtime.noThresholds,
    summaryTrendStats: values.summaryTrendStats,
    summaryTimeUnit: values.summaryTimeUnit,
    summaryMode: frame.runtime.summaryMode,
    systemTags: values.systemTags,
    tags: values.tags,
    env: { ...frame.runtime.env },
    executionSegment: segment === undefined ? undefined : formatSegment(segment),
    executionSegmentSequence: sequence === undefined ? undefined : formatSequence(sequence),
    scriptOptions: optionsToJson(shown, scenarios),
  })
}
