import type { HttpOptions } from '../config/run-config.ts'
import type { ConnectionCount } from '../metrics/connection-count.ts'
import { AddressRules } from './address-rules.ts'
import { readsBodies } from './backend-naming.ts'
import { CallPool } from './call-pool.ts'
import { ConnectionBook } from './connection-book.ts'
import { Deadlines } from './deadlines.ts'
import { Dialer } from './dialer.ts'
import { HttpDebug } from './http-debug.ts'
import type { HttpVu, HttpWorker } from './http-vu.ts'
import { LocalIps } from './local-ips.ts'
import { Proxies } from './proxies.ts'
import { RateLimit } from './rate-limit.ts'
import { Recorder } from './recorder.ts'
import { Resolver } from './resolver.ts'
import { TlsSettings } from './tls-settings.ts'
import { VuHttp } from './vu-http.ts'
import { WireCache } from './wire-cache.ts'

/** What the VUs of one worker share of HTTP. */
export interface SharedHttp {
  readonly options: HttpOptions
  readonly dialer: Dialer
  readonly connections: ConnectionBook
  /** Of every VU that has sent something. */
  readonly users: Set<VuHttp>
  readonly recorder: Recorder
  /** Bodies are read even where the script does not want them: they say which backend answered. */
  readonly readsBodies: boolean
  readonly localIps: LocalIps
  readonly deadlines: Deadlines
  readonly wires: WireCache
  readonly calls: CallPool
  /** Undefined unless wanted. */
  readonly debug: HttpDebug | undefined
  /** Undefined without a limit. */
  readonly rateLimit: RateLimit | undefined
}

const byWorker = new WeakMap<HttpWorker, SharedHttp>()

/** Made at the first request, when the options are known. */
export function sharedHttpOf(worker: HttpWorker): SharedHttp {
  const known = byWorker.get(worker)
  if (known !== undefined) return known
  if (worker.config === undefined) throw new Error('HTTP was used before the options of the run were known')
  const made = makeShared(worker, worker.config.http, worker.config.threads)
  byWorker.set(worker, made)
  return made
}

/** How many connections the worker has where, and had. */
export const connectionsOf = (worker: HttpWorker): readonly ConnectionCount[] =>
  byWorker.get(worker)?.connections.counts() ?? []

/** Closes what nobody uses any more: a process that has no file descriptor left cannot write its result either. */
export function closeIdleConnections(worker: HttpWorker): void {
  for (const user of byWorker.get(worker)?.users ?? []) user.closeIdle()
}

/** The connections of a VU, made at its first request. */
export function vuHttpOf(vu: HttpVu): VuHttp {
  if (vu.http !== undefined) return vu.http
  const { dialer, options, localIps, users } = sharedHttpOf(vu.worker)
  const limits = {
    idle: options.batch,
    idlePerOrigin: options.batchPerHost,
    reuses: !options.noConnectionReuse,
    maxAge: options.connectionMaxAge,
  }
  const made = new VuHttp(vu, dialer, limits, localIps.at(Math.max(0, vu.idInInstance - 1)))
  vu.http = made
  users.add(made)
  return made
}

function makeShared(worker: HttpWorker, options: HttpOptions, threads: number): SharedHttp {
  const { clock } = worker
  const localIps = new LocalIps(options.localIPs)
  const connections = new ConnectionBook(localIps.size)
  const shared: SharedHttp = {
    options,
    connections,
    users: new Set(),
    localIps,
    dialer: new Dialer({
      clock,
      connections,
      resolver: new Resolver(options.dns, clock),
      rules: new AddressRules(options),
      proxies: new Proxies(process.env),
      tls: new TlsSettings(options),
    }),
    recorder: new Recorder(worker),
    readsBodies: readsBodies(options.backend),
    deadlines: new Deadlines(clock),
    wires: new WireCache(),
    calls: new CallPool(worker, () => shared),
    debug: options.httpDebug === 'off' ? undefined : new HttpDebug(worker, options.httpDebug === 'full'),
    rateLimit: options.rps > 0 ? new RateLimit(options.rps / threads) : undefined,
  }
  return shared
}
