import { fields, type TakeField, type Template, type TemplatePiece } from './template.ts'

/** Variables of nginx that say something to us; all others are skipped. */
const variables: Readonly<Record<string, () => TakeField>> = {
  remote_addr: fields.client,
  realip_remote_addr: fields.client,
  http_x_forwarded_for: fields.client,
  http_user_agent: fields.agent,
  time_local: fields.clfTime,
  time_iso8601: fields.isoTime,
  msec: fields.anyTime,
  request: fields.request,
  request_method: fields.method,
  request_uri: fields.target,
  uri: fields.target,
  status: fields.status,
  request_time: fields.tookSeconds,
  // What Apache writes, which nginx has no variables for.
  request_millis: fields.tookMillis,
  request_micros: fields.tookMicros,
}

const variable = /\$\{?([a-z\d_]+)\}?/g

/** A `log_format` of nginx as a template: `$remote_addr - $remote_user [$time_local] "$request" $status`. */
export function nginxTemplate(format: string): Template {
  const found = [...format.matchAll(variable)]
  const first = found[0]
  const pieces = found.map((match, index): TemplatePiece => {
    const end = match.index + match[0].length
    const make = variables[match[1] ?? '']
    return { take: make?.(), literal: format.slice(end, found[index + 1]?.index ?? format.length) }
  })
  return { prefix: format.slice(0, first?.index ?? 0), pieces }
}

/** The variables that a format names. */
export const nginxVariables = (format: string): readonly string[] =>
  [...format.matchAll(variable)].map((match) => match[1] ?? '')

export const COMMON = '$remote_addr $remote_logname $remote_user [$time_local] "$request" $status $body_bytes_sent'
export const COMBINED =
  '$remote_addr $remote_logname $remote_user [$time_local] "$request" $status $body_bytes_sent "$http_referer" "$http_user_agent"'
