import { BlockList, isIP } from 'node:net'
import { type Cause, blacklistedIp, blockedHostname } from './failures.ts'

/** Where to dial instead of what the URL says. An undefined port keeps the URL's. */
interface Override {
  readonly address: string
  readonly port: number | undefined
}

export interface AddressRuleOptions {
  readonly hosts: Readonly<Record<string, string>>
  readonly blockHostnames: readonly string[]
  readonly blacklistIPs: readonly string[]
}

/** k6's `hosts`, `blockHostnames` and `blacklistIPs`. */
export class AddressRules {
  readonly #overrides: PatternMap<Override>
  readonly #blocked: PatternMap<true>
  readonly #blacklist: BlockList | undefined

  constructor({ hosts, blockHostnames, blacklistIPs }: AddressRuleOptions) {
    this.#overrides = new PatternMap(Object.entries(hosts).map(([pattern, to]) => [pattern, parseOverride(to)]))
    this.#blocked = new PatternMap(blockHostnames.map((pattern) => [pattern, true]))
    this.#blacklist = blacklistIPs.length === 0 ? undefined : blockListOf(blacklistIPs)
  }

  override(hostname: string, port: number): Override | undefined {
    return this.#overrides.find(`${hostname}:${port}`) ?? this.#overrides.find(hostname)
  }

  refuseName(hostname: string): Cause | undefined {
    return isIP(hostname) === 0 && this.#blocked.find(hostname) !== undefined ? blockedHostname : undefined
  }

  refuseAddress(address: string): Cause | undefined {
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
    return this.#blacklist?.check(address, family) === true ? blacklistedIp : undefined
  }
}

/** Exact names before wildcards, the longest wildcard first; `*.a.b` covers all names below `a.b`, not `a.b` itself. */
class PatternMap<T> {
  readonly #exact = new Map<string, T>()
  readonly #suffixes: { readonly suffix: string; readonly value: T }[] = []

  constructor(entries: readonly (readonly [string, T])[]) {
    for (const [pattern, value] of entries) {
      const lower = pattern.toLowerCase()
      if (lower.startsWith('*')) this.#suffixes.push({ suffix: lower.slice(1), value })
      else this.#exact.set(lower, value)
    }
    this.#suffixes.sort((a, b) => b.suffix.length - a.suffix.length)
  }

  find(name: string): T | undefined {
    const exact = this.#exact.get(name)
    if (exact !== undefined || this.#suffixes.length === 0) return exact
    return this.#suffixes.find(({ suffix }) => name.length > suffix.length && name.endsWith(suffix))?.value
  }
}

function parseOverride(to: string): Override {
  if (isIP(to) !== 0) return { address: to, port: undefined }
  const match = /^\[?(.*?)\]?:(\d+)$/.exec(to)
  return { address: match?.[1] ?? to.replaceAll(/[[\]]/g, ''), port: match === null ? undefined : Number(match[2]) }
}

function blockListOf(entries: readonly string[]): BlockList {
  const list = new BlockList()
  for (const entry of entries) {
    const [address = '', bits] = entry.split('/')
    const six = isIP(address) === 6
    list.addSubnet(address, Number(bits ?? (six ? 128 : 32)), six ? 'ipv6' : 'ipv4')
  }
  return list
}
