import type { LogEntry, ParseLine } from '../log-entry.ts'
import { type LogTime, parseAnyTime, parseEpoch, remembering } from './log-time.ts'
import { pathOf, readRequestLine } from './request-line.ts'

type Fields = Readonly<Record<string, unknown>>

/** Names that servers and people use, the surest first; `a.b` is the field b of the object a. */
const names = {
  time: ['time_iso8601', 'time', 'timestamp', '@timestamp', 'time_local', 'ts', 'msec', 'StartUTC', 'date', 'datetime'],
  request: ['request', 'request_line'],
  method: ['request_method', 'method', 'http_method', 'RequestMethod', 'verb', 'request.method'],
  target: ['request_uri', 'uri', 'path', 'url', 'RequestPath', 'http_path', 'request.uri', 'request.url'],
  status: ['status', 'status_code', 'statusCode', 'response_code', 'DownstreamStatus', 'code'],
  client: ['remote_addr', 'client_ip', 'clientip', 'remote_ip', 'ip', 'client', 'ClientHost', 'request.remote_ip'],
  agent: ['http_user_agent', 'user_agent', 'userAgent', 'agent'],
} as const

/** Times that an answer took, with the milliseconds of their unit. */
const tooks: readonly (readonly [name: string, unit: number])[] = [
  ['request_time', 1000],
  ['duration_ms', 1],
  ['response_time_ms', 1],
  ['latency_ms', 1],
  ['responseTime', 1],
  ['duration', 1000],
  ['Duration', 1e-6],
]

/** A line is a JSON object with at least a time and a path, or a whole request line. */
export function jsonParser(): ParseLine {
  const readTime = remembering(parseAnyTime)
  return (line, entry) => {
    const given = parseObject(line)
    if (given === undefined) return false
    const time = timeOf(find(given, names.time), readTime)
    if (time === undefined || !takeRequest(given, entry)) return false
    entry.at = time.at
    entry.offset = time.offset
    entry.client = textOf(find(given, names.client))
    entry.agent = textOf(find(given, names.agent))
    entry.status = Number(find(given, names.status) ?? 0)
    entry.took = tookOf(given)
    return true
  }
}

function parseObject(line: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'object' && value !== null ? (value as Fields) : undefined
  } catch {
    return undefined
  }
}

function find(given: Fields, candidates: readonly string[]): unknown {
  for (const name of candidates) {
    const value = given[name] ?? (name.includes('.') ? within(given, name) : undefined)
    if (value !== undefined && value !== null && typeof value !== 'object') return value
  }
  return undefined
}

function within(given: Fields, name: string): unknown {
  const [outer = '', inner = ''] = name.split('.')
  const value = given[outer]
  return typeof value === 'object' && value !== null ? (value as Fields)[inner] : undefined
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

const timeOf = (value: unknown, read: (text: string) => LogTime | undefined): LogTime | undefined =>
  typeof value === 'number' ? parseEpoch(value) : read(textOf(value))

function takeRequest(given: Fields, entry: LogEntry): boolean {
  const [method, target] = [textOf(find(given, names.method)), textOf(find(given, names.target))]
  if (target !== '') {
    entry.method = method === '' ? 'GET' : method.toUpperCase()
    entry.target = pathOf(target)
    return true
  }
  const request = textOf(find(given, names.request))
  readRequestLine(request, entry)
  return request !== ''
}

function tookOf(given: Fields): number {
  for (const [name, unit] of tooks) {
    const value = given[name]
    if (typeof value === 'number' || (typeof value === 'string' && value !== '')) return Number(value) * unit
  }
  return Number.NaN
}
