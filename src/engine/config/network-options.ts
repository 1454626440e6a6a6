import { isIP, isIPv4 } from 'node:net'
import { formatDuration, parseDuration } from '../../base/duration.ts'
import { type Parsed, parsed, problems } from '../../base/result.ts'
import { choice, type Codec, isObject, type JsonCodec, mustBe, scalar, text } from './codec.ts'
import { jsonMap, jsonText, list } from './collections.ts'
import { FieldReader, strayFields } from './field-reader.ts'
import type { DnsConfig } from './run-config.ts'

const isText = (value: unknown): value is string => typeof value === 'string'
const textThat = (expected: string, holds: (line: string) => boolean): Codec<string> =>
  scalar({ expected, parse: (value) => (isText(value) && holds(value) ? value : undefined) })

function isCidr(line: string): boolean {
  const [address = '', bits = '', ...more] = line.split('/')
  const family = isIP(address)
  return family !== 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128) && more.length === 0
}

const cidr = textThat('a block of addresses such as 10.0.0.0/8', isCidr)
export const cidrList: Codec<readonly string[]> = list(cidr)

const wild = String.raw`(\*\.?)?`
const host = String.raw`([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]*[a-z0-9])?`
const hostPattern = new RegExp(`^${wild}(${host})?$`, 'i')
const hostAndPort = new RegExp(`^${wild}(${host})?(:[0-9]{1,5})?$`, 'i')

const hostname = textThat('a host name, with an optional leading *.', (line) => line !== '' && hostPattern.test(line))
export const hostnameList: Codec<readonly string[]> = list(hostname)

const isPort = (port: string): boolean => /^\d{1,5}$/.test(port) && Number(port) <= 65_535

/** `1.2.3.4`, `1.2.3.4:80`, `::1` or `[::1]:80`. */
function isAddress(line: string): boolean {
  if (isIP(line) !== 0) return true
  const [, address = '', port = ''] = /^\[?([^\]]*)\]?:(\d+)$/.exec(line) ?? []
  return isPort(port) && (line.startsWith('[') ? isIP(address) === 6 : isIPv4(address))
}

const addresses = jsonMap(textThat('an IP address with an optional port', isAddress))

/** `{"host[:port]": "ip[:port]"}`; names are not case-sensitive. */
export const hostsCodec: Codec<Readonly<Record<string, string>>> = jsonText({
  ...addresses,
  fromJson: (value, at) => {
    const read = addresses.fromJson(value, at)
    if (!read.ok) return read
    const wrong = Object.keys(read.value).filter((name) => !hostAndPort.test(name))
    if (wrong.length > 0) return problems(...wrong.map((name) => `${at} must name hosts, got "${name}"`))
    return parsed(Object.fromEntries(Object.entries(read.value).map(([name, ip]) => [name.toLowerCase(), ip])))
  },
})

const toNumbers = (ip: string): readonly number[] =>
  isIPv4(ip) ? ip.split('.').map(Number) : expandIpv6(ip).map((group) => Number.parseInt(group, 16))

function expandIpv6(ip: string): readonly string[] {
  const [head = '', tail] = ip.split('::')
  const groups = (part: string): string[] => (part === '' ? [] : part.split(':'))
  const left = groups(head)
  const right = groups(tail ?? '')
  return tail === undefined
    ? left
    : [...left, ...Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0'), ...right]
}

function isRange(line: string): boolean {
  const [first = '', last = '', ...more] = line.split('-')
  if (isIP(first) === 0 || isIP(first) !== isIP(last) || more.length > 0) return false
  const [from, to] = [toNumbers(first), toNumbers(last)]
  const firstDifferent = from.findIndex((part, index) => part !== to[index])
  return firstDifferent < 0 || (from[firstDifferent] ?? 0) < (to[firstDifferent] ?? 0)
}

const isSource = (line: string): boolean => isIP(line) !== 0 || isCidr(line) || isRange(line)

/** Addresses to send from. */
export const localIpList: Codec<readonly string[]> = list(
  textThat('an IP address, a range such as 10.0.0.1-10.0.0.9 or a block such as 10.0.0.0/24', isSource),
)

/** What was given of it: layers add up. */
export type GivenDns = { readonly [K in keyof DnsConfig]?: DnsConfig[K] }

const ttl: JsonCodec<number> = {
  fromJson: (value, at) => {
    const span = value === 'inf' ? Infinity : parseDuration(value)
    return span === undefined || span < 0 ? mustBe(at, 'inf, 0 or a duration such as 5m', value) : parsed(span)
  },
  toJson: (span) => (span === 0 ? '0' : formatDuration(span)),
}

function readDns(value: unknown, at: string, unknownFields: 'pass' | 'refuse'): Parsed<GivenDns> {
  if (!isObject(value)) return mustBe(at, 'an object with ttl, select and policy', value)
  const fields = new FieldReader(value, (field) => `${at}.${field}`)
  const given = {
    ttl: fields.optional('ttl', ttl),
    select: fields.optional('select', choice(['first', 'random', 'roundRobin'])),
    policy: fields.optional('policy', choice(['preferIPv4', 'preferIPv6', 'onlyIPv4', 'onlyIPv6', 'any'])),
  }
  const entries = Object.entries(given).filter(([, part]) => part !== undefined)
  const dns = Object.fromEntries(entries) as GivenDns
  return unknownFields === 'refuse' ? fields.finish(dns) : fields.result(dns)
}

/** `ttl=5m,select=random,policy=preferIPv4`, any of them. */
function readDnsText(line: string, at: string): Parsed<GivenDns> {
  const parts = line.split(',').map((part) => part.split('='))
  const wellFormed = parts.every(
    ([name, value, ...more]) => name !== '' && value !== undefined && value !== '' && more.length === 0,
  )
  return wellFormed
    ? readDns(Object.fromEntries(parts), at, 'refuse')
    : mustBe(at, 'a list such as ttl=5m,select=random,policy=preferIPv4', line)
}

export const dnsCodec: Codec<GivenDns> = {
  fromJson: (value, at) => readDns(value, at, 'pass'),
  doubts: (value, at) => strayFields(value, ['ttl', 'select', 'policy'], at),
  fromFlags: (texts, at) => readDnsText(texts.at(-1) ?? '', at),
  fromEnv: readDnsText,
  toJson: (dns) => ({
    ttl: dns.ttl === undefined ? null : ttl.toJson(dns.ttl),
    select: dns.select ?? null,
    policy: dns.policy ?? null,
  }),
}

/** Any text but `full` logs headers, as in k6. */
export const httpDebugCodec: Codec<'off' | 'headers' | 'full'> = {
  fromJson: (value, at) => {
    const read = text.fromJson(value, at)
    return read.ok ? parsed(debugLevel(read.value)) : read
  },
  fromFlags: (texts) => parsed(debugLevel(texts.at(-1) ?? '')),
  fromEnv: (line) => parsed(debugLevel(line)),
  toJson: (level) => (level === 'off' ? '' : level),
}

function debugLevel(word: string): 'off' | 'headers' | 'full' {
  if (word === '') return 'off'
  return word === 'full' ? 'full' : 'headers'
}
