import type { HttpOptions, RunConfig } from '../../config/run-config.ts'

const http: HttpOptions = {
  maxRedirects: 10,
  userAgent: 'test-agent',
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
  dns: { ttl: 300_000, select: 'first', policy: 'preferIPv4' },
  localIPs: [],
  rps: 0,
}

/** The options of a run that modules read; the rest is not there. */
export const fakeConfig = (options: Partial<HttpOptions> = {}): RunConfig =>
  ({ http: { ...http, ...options }, threads: 1, scenarios: [], scriptOptions: {} }) as Partial<RunConfig> as RunConfig
