import type { DefaultedName, OptionValues } from './option-values.ts'
import type { DnsConfig } from './run-config.ts'
import { defaultSystemTags, defaultTrendStats } from './summary-options.ts'

/** Layers set the parts of it one by one. */
export const dnsDefaults: DnsConfig = { ttl: 300_000, select: 'random', policy: 'preferIPv4' }

/** What is in force where no layer sets the option: k6's defaults. Complete by type. */
export const optionDefaults: { readonly [N in DefaultedName]: OptionValues[N] } = {
  paused: false,
  noSetup: false,
  setupTimeout: 60_000,
  noTeardown: false,
  teardownTimeout: 60_000,
  handleSummaryTimeout: 120_000,
  rps: 0,
  dns: dnsDefaults,
  maxRedirects: 10,
  batch: 20,
  batchPerHost: 6,
  httpDebug: 'off',
  insecureSkipTLSVerify: false,
  tlsCipherSuites: [],
  tlsVersion: { min: undefined, max: undefined },
  tlsAuth: [],
  throw: false,
  thresholds: {},
  blacklistIPs: [],
  blockHostnames: [],
  hosts: {},
  noConnectionReuse: false,
  noVUConnectionReuse: false,
  minIterationDuration: 0,
  summaryTrendStats: defaultTrendStats,
  summaryTimeUnit: '',
  systemTags: defaultSystemTags,
  tags: {},
  noCookiesReset: false,
  discardResponseBodies: false,
  localIPs: [],
  features: [],
}
