import type { BackendNaming } from '../config/run-config.ts'
import { decodeBody } from './decode-body.ts'
import type { Exchange } from './exchange.ts'

/** Empty: the answer does not say; undefined: there is none. */
export type NameBackend = (exchange: Exchange) => string | undefined

/** A name longer than this is none; a page that is, is not searched to its end. */
const MOST_NAME = 100
const MOST_BODY = 65_536

/** How to tell which backend an answer came from. */
export function backendNamer({ header, pattern }: BackendNaming = {}): NameBackend {
  const search = pattern === undefined ? undefined : new RegExp(pattern)
  if (header !== undefined) return named((exchange) => found(headerIn(exchange, header), search))
  return search === undefined ? byAddress : named((exchange) => found(bodyTextOf(exchange), search))
}

/** Whether the body is needed for it, even where the script does not want it. */
export const readsBodies = ({ header, pattern }: BackendNaming = {}): boolean =>
  header === undefined && pattern !== undefined

const named =
  (name: (exchange: Exchange) => string): NameBackend =>
  (exchange) =>
    exchange.status === 0 ? undefined : name(exchange).slice(0, MOST_NAME)

/** A failed request has an address as soon as it had a connection. */
function byAddress({ peer: { remoteIp, remotePort } }: Exchange): string | undefined {
  if (remoteIp === '') return undefined
  return remoteIp.includes(':') ? `[${remoteIp}]:${remotePort}` : `${remoteIp}:${remotePort}`
}

function headerIn({ headers }: Exchange, name: string): string {
  const value = headers[name]
  return (Array.isArray(value) ? value[0] : value) ?? ''
}

function found(text: string, search: RegExp | undefined): string {
  if (search === undefined) return text
  const match = search.exec(text)
  return match === null ? '' : (match[1] ?? match[0])
}

function bodyTextOf(exchange: Exchange): string {
  const { headers } = exchange
  const body = exchange.readBody()
  const encoding = headers['content-encoding']
  const decoded = decodeBody(body, typeof encoding === 'string' ? encoding : '')
  return decoded.body?.toString('latin1', 0, MOST_BODY) ?? ''
}
