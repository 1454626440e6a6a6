import { BlockList, isIP } from 'node:net'
import { UserError } from '../../base/errors.ts'
import { type Origin, parseRequestUrl } from './request-url.ts'

export interface Proxy {
  readonly hostname: string
  readonly port: number
  /** Value of the Proxy-Authorization header. */
  readonly authorization: string | undefined
}

type Environment = Readonly<Record<string, string | undefined>>

/** HTTP_PROXY, HTTPS_PROXY and NO_PROXY, read as Go does. */
export class Proxies {
  readonly #plain: Proxy | undefined
  readonly #secure: Proxy | undefined
  readonly #exceptions: readonly ((origin: Origin) => boolean)[]

  constructor(env: Environment) {
    this.#plain = parseProxy('HTTP_PROXY', env['HTTP_PROXY'] ?? env['http_proxy'])
    this.#secure = parseProxy('HTTPS_PROXY', env['HTTPS_PROXY'] ?? env['https_proxy'])
    const list = env['NO_PROXY'] ?? env['no_proxy'] ?? ''
    this.#exceptions = list
      .split(',')
      .map((entry) => entry.trim().toLowerCase())
      .filter((entry) => entry !== '')
      .map(exceptionOf)
  }

  proxyFor(origin: Origin): Proxy | undefined {
    const proxy = origin.secure ? this.#secure : this.#plain
    if (proxy === undefined || isLoopback(origin.hostname)) return undefined
    return this.#exceptions.some((matches) => matches(origin)) ? undefined : proxy
  }
}

function parseProxy(name: string, text: string | undefined): Proxy | undefined {
  if (text === undefined || text === '') return undefined
  const url = parseRequestUrl(text.includes('://') ? text : `http://${text}`)
  if (!url.ok || url.value.origin === undefined || url.value.origin.secure) {
    throw new UserError('UNSUPPORTED_PROXY', `${name}: '${text}' is not a proxy this can use`, {
      hint: 'use http://host:port, with user:password@ where needed',
    })
  }
  const { username, password, origin } = url.value
  const credentials = username === undefined ? undefined : Buffer.from(`${username}:${password ?? ''}`)
  return {
    hostname: origin.hostname,
    port: origin.port,
    authorization: credentials === undefined ? undefined : `Basic ${credentials.toString('base64')}`,
  }
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '::1' || (isIP(hostname) === 4 && hostname.startsWith('127.'))
}

/** `*`, an address, a CIDR block, `example.com` (and all below it), `.example.com` (only below it); each with an optional port. */
function exceptionOf(entry: string): (origin: Origin) => boolean {
  if (entry === '*') return () => true
  if (entry.includes('/')) return inBlock(entry)
  const match = /^(.+?):(\d+)$/.exec(entry)
  const isBareV6 = isIP(entry) === 6
  const name = (isBareV6 || match === null ? entry : (match[1] ?? '')).replace(/^\*/, '').replaceAll(/[[\]]/g, '')
  const port = isBareV6 || match === null ? undefined : Number(match[2])
  const suffix = name.startsWith('.') ? name : `.${name}`
  return (origin) =>
    (port === undefined || origin.port === port) && (origin.hostname === name || origin.hostname.endsWith(suffix))
}

function inBlock(entry: string): (origin: Origin) => boolean {
  const [address = '', bits] = entry.split('/')
  const family = isIP(address)
  const block = new BlockList()
  if (family !== 0) block.addSubnet(address, Number(bits), family === 6 ? 'ipv6' : 'ipv4')
  return ({ hostname }) => isIP(hostname) === family && block.check(hostname, family === 6 ? 'ipv6' : 'ipv4')
}
