import { UserError } from '../../base/errors.ts'
import { ExitCode } from '../../base/exit-code.ts'

export type MetricKind = 'counter' | 'gauge' | 'rate' | 'trend'
/** How values are shown: plain numbers, ms, or bytes. */
export type Contains = 'default' | 'time' | 'data'

export interface MetricDef {
  readonly name: string
  readonly kind: MetricKind
  readonly contains: Contains
  /** Ours, beside k6's: kept out of the k6 summary. */
  readonly internal: boolean
}

/** Index into the registry of one thread; travels between threads by name only. */
export type MetricId = number

const k6 = (name: string, kind: MetricKind, contains: Contains = 'default'): MetricDef => ({
  name,
  kind,
  contains,
  internal: false,
})
const own = (name: string, kind: MetricKind, contains: Contains = 'default'): MetricDef => ({
  name,
  kind,
  contains,
  internal: true,
})

const definitions = [
  k6('vus', 'gauge'),
  k6('vus_max', 'gauge'),
  k6('iterations', 'counter'),
  k6('iteration_duration', 'trend', 'time'),
  k6('dropped_iterations', 'counter'),
  k6('checks', 'rate'),
  k6('group_duration', 'trend', 'time'),
  k6('http_reqs', 'counter'),
  k6('http_req_failed', 'rate'),
  k6('http_req_duration', 'trend', 'time'),
  k6('http_req_blocked', 'trend', 'time'),
  k6('http_req_connecting', 'trend', 'time'),
  k6('http_req_tls_handshaking', 'trend', 'time'),
  k6('http_req_sending', 'trend', 'time'),
  k6('http_req_waiting', 'trend', 'time'),
  k6('http_req_receiving', 'trend', 'time'),
  k6('ws_sessions', 'counter'),
  k6('ws_msgs_sent', 'counter'),
  k6('ws_msgs_received', 'counter'),
  k6('ws_ping', 'trend', 'time'),
  k6('ws_session_duration', 'trend', 'time'),
  k6('ws_connecting', 'trend', 'time'),
  k6('data_sent', 'counter', 'data'),
  k6('data_received', 'counter', 'data'),
  own('iterations_due', 'counter'),
  own('iterations_started', 'counter'),
  own('iterations_good', 'counter'),
  own('iterations_interrupted', 'counter'),
  /** Start minus due time of an open-model iteration. */
  own('start_lag', 'trend', 'time'),
  /** End minus due time (open model) or minus start (closed): free of coordinated omission. */
  own('iteration_duration_due', 'trend', 'time'),
  /** Of whole responses, by request. */
  own('http_response_bytes', 'counter', 'data'),
  /** Requests that could not be sent, as this machine had no local port or no file descriptor left. */
  own('requests_without_port', 'counter'),
  own('requests_without_file', 'counter'),
  /** Of answers, by the backend they came from (backend-stats.ts); no script can have such names. */
  own('backend.duration', 'trend', 'time'),
  own('backend.failures', 'counter'),
  own('backend.connections', 'counter'),
  own('backend.stays', 'counter'),
] as const

/** Ids of the built-in metrics, the same in every thread. */
export const Builtin = Object.fromEntries(definitions.map((def, id) => [def.name, id])) as Readonly<
  Record<BuiltinName, MetricId>
>

export type BuiltinName =
  | 'vus'
  | 'vus_max'
  | 'iterations'
  | 'iteration_duration'
  | 'dropped_iterations'
  | 'checks'
  | 'group_duration'
  | 'http_reqs'
  | 'http_req_failed'
  | 'http_req_duration'
  | 'http_req_blocked'
  | 'http_req_connecting'
  | 'http_req_tls_handshaking'
  | 'http_req_sending'
  | 'http_req_waiting'
  | 'http_req_receiving'
  | 'ws_sessions'
  | 'ws_msgs_sent'
  | 'ws_msgs_received'
  | 'ws_ping'
  | 'ws_session_duration'
  | 'ws_connecting'
  | 'data_sent'
  | 'data_received'
  | 'iterations_due'
  | 'iterations_started'
  | 'iterations_good'
  | 'iterations_interrupted'
  | 'start_lag'
  | 'iteration_duration_due'
  | 'http_response_bytes'
  | 'requests_without_port'
  | 'requests_without_file'
  | 'backend.duration'
  | 'backend.failures'
  | 'backend.connections'
  | 'backend.stays'

const namePattern = /^[a-zA-Z_][a-zA-Z0-9_]{1,128}$/

/** The metrics of one thread: built-ins first, then what scripts make. */
export class MetricRegistry {
  readonly #defs: MetricDef[] = [...definitions]
  readonly #ids = new Map<string, MetricId>(definitions.map((def, id) => [def.name, id]))

  get(id: MetricId): MetricDef {
    const def = this.#defs[id]
    if (def === undefined) throw new RangeError(`no metric ${id}`)
    return def
  }

  find(name: string): MetricDef | undefined {
    const id = this.#ids.get(name)
    return id === undefined ? undefined : this.#defs[id]
  }

  all(): readonly MetricDef[] {
    return this.#defs
  }

  /** Making a metric twice gives the same one; with another type it is an error, as in k6. */
  register(name: string, kind: MetricKind, contains: Contains): MetricId {
    if (!namePattern.test(name)) {
      throw new UserError(
        'INVALID_METRIC_NAME',
        `Invalid metric name: '${name}'. Metric names must only include up to 128 ASCII letters, numbers, or underscores ` +
          'and start with a letter or an underscore.',
        { exitCode: ExitCode.ScriptException },
      )
    }
    const known = this.#ids.get(name)
    if (known !== undefined) {
      const def = this.get(known)
      if (def.kind === kind && def.contains === contains) return known
      throw new UserError(
        'METRIC_EXISTS',
        def.kind === kind
          ? `metric '${name}' already exists but with a value type ${def.contains}, instead of ${contains}`
          : `metric '${name}' already exists but with type ${def.kind}, instead of ${kind}`,
        { exitCode: ExitCode.ScriptException },
      )
    }
    this.#defs.push({ name, kind, contains, internal: false })
    this.#ids.set(name, this.#defs.length - 1)
    return this.#defs.length - 1
  }
}
