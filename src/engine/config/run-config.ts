import type { Millis, PerSecond } from '../../base/units.ts'
import type { ScenarioConfig } from './scenario.ts'

/** What one iteration does: a script's function, or (explore on a URL) one request. */
export type Work =
  | { readonly kind: 'script'; readonly path: string }
  | { readonly kind: 'request'; readonly request: RequestTemplate }

/** A request given on the command line, as curl would send it. */
export interface RequestTemplate {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | undefined
}

export interface ThresholdConfig {
  readonly threshold: string
  readonly abortOnFail: boolean
  readonly delayAbortEval: Millis
  /** Ours: judged over the last so much time instead of over the whole run; whole seconds. */
  readonly window: Millis | undefined
}

export type TlsVersion = 'tls1.0' | 'tls1.1' | 'tls1.2' | 'tls1.3'

export interface TlsAuth {
  readonly cert: string
  readonly key: string
  readonly password: string | undefined
  readonly domains: readonly string[]
}

export interface DnsConfig {
  /** `Infinity` = for ever, 0 = no cache. */
  readonly ttl: Millis
  readonly select: 'first' | 'random' | 'roundRobin'
  readonly policy: 'preferIPv4' | 'preferIPv6' | 'onlyIPv4' | 'onlyIPv6' | 'any'
}

/** How an answer tells which of several backends it came from. Neither: by the address it came from. */
export interface BackendNaming {
  /** The response header that names it, in lower case. */
  readonly header?: string
  /**
   * A regular expression whose first group is the name, or all of it where there is no group: in that header, or without a header in
   * the first 64 KiB of the body.
   */
  readonly pattern?: string
}

/** What k6 has no option for. */
export interface OwnHttpOptions {
  /** Older than this, give or take a tenth, a connection serves no new request; undefined = for ever. */
  readonly connectionMaxAge?: Millis
  readonly backend?: BackendNaming
}

/** How HTTP behaves for the whole run. Names are k6's. */
export interface HttpOptions extends OwnHttpOptions {
  readonly maxRedirects: number
  readonly userAgent: string
  readonly batch: number
  readonly batchPerHost: number
  readonly httpDebug: 'off' | 'headers' | 'full'
  readonly insecureSkipTLSVerify: boolean
  readonly tlsCipherSuites: readonly string[]
  readonly tlsVersion: { readonly min: TlsVersion | undefined; readonly max: TlsVersion | undefined }
  readonly tlsAuth: readonly TlsAuth[]
  readonly throw: boolean
  readonly blacklistIPs: readonly string[]
  readonly blockHostnames: readonly string[]
  readonly hosts: Readonly<Record<string, string>>
  readonly noConnectionReuse: boolean
  readonly noVUConnectionReuse: boolean
  readonly noCookiesReset: boolean
  readonly discardResponseBodies: boolean
  readonly dns: DnsConfig
  /** Each entry an address, a range `a-b`, or a CIDR block; VU i uses address i mod N. */
  readonly localIPs: readonly string[]
  /** Requests per second over the whole process; 0 = no limit. */
  readonly rps: PerSecond
}

/** Everything a run was asked for, validated and complete; every worker gets the same copy. */
export interface RunConfig {
  readonly work: Work
  /** Sorted by (startTime, name), as k6 does. */
  readonly scenarios: readonly ScenarioConfig[]
  readonly threads: number
  readonly http: HttpOptions
  readonly paused: boolean
  readonly noSetup: boolean
  readonly noTeardown: boolean
  readonly setupTimeout: Millis
  readonly teardownTimeout: Millis
  readonly handleSummaryTimeout: Millis
  readonly minIterationDuration: Millis
  readonly thresholds: Readonly<Record<string, readonly ThresholdConfig[]>>
  readonly noThresholds: boolean
  readonly summaryTrendStats: readonly string[]
  readonly summaryTimeUnit: '' | 's' | 'ms' | 'us'
  readonly summaryMode: 'compact' | 'full' | 'disabled'
  readonly systemTags: readonly string[]
  readonly tags: Readonly<Record<string, string>>
  /** `__ENV`. */
  readonly env: Readonly<Record<string, string>>
  readonly executionSegment: string | undefined
  readonly executionSegmentSequence: string | undefined
  /** The consolidated options as a script sees them in `exec.test.options` and `inspect` prints them (k6's names and forms). */
  readonly scriptOptions: Readonly<Record<string, unknown>>
}
