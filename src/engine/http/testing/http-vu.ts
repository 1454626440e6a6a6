import type { Clock } from '../../../base/clock.ts'
import type { HttpOptions } from '../../config/run-config.ts'
import { VuMetadata } from '../../metrics/metadata.ts'
import { Shard } from '../../metrics/shard.ts'
import type { HttpVu } from '../http-vu.ts'

export const defaultHttpOptions: HttpOptions = {
  maxRedirects: 10,
  userAgent: 'Grafana k6/2.2.0',
  batch: 20,
  batchPerHost: 6,
  httpDebug: 'off',
  insecureSkipTLSVerify: false,
  tlsCipherSuites: [],
  tlsVersion: { min: undefined, max: undefined },
  tlsAuth: [],
  throw: false,
  blacklistIPs: [],
  blockHostnames: [],
  hosts: {},
  noConnectionReuse: false,
  noVUConnectionReuse: false,
  noCookiesReset: false,
  discardResponseBodies: false,
  dns: { ttl: 300_000, select: 'random', policy: 'preferIPv4' },
  localIPs: [],
  rps: 0,
}

/** k6's, as they are on by default. */
export const defaultSystemTags: readonly string[] =
  'proto subproto status method url name group check error error_code tls_version scenario service expected_response'.split(
    ' ',
  )

export interface HttpVuKit {
  readonly shard: Shard
  /** `code message` of each problem reported. */
  readonly problems: string[]
  readonly logs: string[]
  readonly vu: () => HttpVu
  /** What `onIterationEnd` was given, run now. */
  readonly endIteration: () => void
}

/** A worker and its VUs with nothing behind them but what HTTP needs. */
export function makeHttpVu(
  clock: Clock,
  options: Partial<HttpOptions> = {},
  systemTags: readonly string[] = defaultSystemTags,
): HttpVuKit {
  const shard = new Shard(0, clock.now())
  const problems: string[] = []
  const logs: string[] = []
  const cleanups: (() => void)[] = []
  const worker = {
    shard,
    clock,
    config: { http: { ...defaultHttpOptions, ...options }, threads: 1 },
    systemTags: new Set(systemTags),
    log: (_level: string, message: string) => logs.push(message),
    problem: (code: number, message: string) => problems.push(`${code} ${message}`),
  }
  let count = 0
  return {
    shard,
    problems,
    logs,
    vu: () => {
      count += 1
      const onIterationEnd = (cleanup: () => void): number => cleanups.push(cleanup)
      return { worker, idInInstance: count, tags: 0, metadata: new VuMetadata(), sawFailure: false, onIterationEnd }
    },
    endIteration: () => {
      for (const cleanup of cleanups.splice(0)) cleanup()
    },
  }
}
