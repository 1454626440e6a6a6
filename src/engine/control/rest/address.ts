import { BlockList, isIP } from 'node:net'
import { type Parsed, parsed, problems } from '../../../base/result.ts'

/** Where the API listens. */
export interface Address {
  readonly host: string
  readonly port: number
}

const form = /^(?:\[([^\]]+)\]|([^:[\]]*)):(\d{1,5})$/

/** `HOST:PORT`; without a host it is this machine alone. An IPv6 address stands in brackets. */
export function parseAddress(text: string, at: string): Parsed<Address> {
  const [, v6, host = '', digits = ''] = form.exec(text.trim()) ?? []
  const port = Number(digits)
  const isHost = v6 === undefined || isIP(v6) === 6
  if (digits === '' || port > 65_535 || !isHost) {
    return problems(`${at} must be HOST:PORT such as localhost:6565, got '${text}'`)
  }
  return parsed({ host: v6 ?? (host === '' ? 'localhost' : host), port })
}

/** As it stands in a URL. */
export const formatAddress = ({ host, port }: Address): string => `${isIP(host) === 6 ? `[${host}]` : host}:${port}`

const loopback = new BlockList()
loopback.addSubnet('127.0.0.0', 8, 'ipv4')
loopback.addAddress('::1', 'ipv6')

/** Whether only this machine can reach it. Other names than localhost may mean anything. */
export function isLoopback(host: string): boolean {
  const version = isIP(host)
  if (version === 0) return host.toLowerCase() === 'localhost'
  return loopback.check(host, version === 4 ? 'ipv4' : 'ipv6')
}
