import { isIP } from 'node:net'

interface Range {
  readonly first: bigint
  readonly count: bigint
  readonly family: 4 | 6
}

/** The local addresses VUs send from: VU i (from 0) uses address i mod N over all ranges, as k6's `--local-ips`. */
export class LocalIps {
  readonly #ranges: readonly Range[]
  readonly #count: bigint

  /** Each entry is an address, `first-last`, or a CIDR block; network and broadcast address of a v4 block are left out. */
  constructor(entries: readonly string[]) {
    this.#ranges = entries.map(rangeOf)
    this.#count = this.#ranges.reduce((sum, { count }) => sum + count, 0n)
  }

  /** How many addresses connections come from: without a list, the system's one. */
  get size(): number {
    return Math.max(1, Number(this.#count))
  }

  at(index: number): string | undefined {
    if (this.#count === 0n) return undefined
    let rest = BigInt(index) % this.#count
    for (const { first, count, family } of this.#ranges) {
      if (rest < count) return print(first + rest, family)
      rest -= count
    }
    return undefined
  }
}

function rangeOf(entry: string): Range {
  const [from = '', to] = entry.split('-')
  const [address = '', bits] = from.split('/')
  const family = isIP(address) === 6 ? 6 : 4
  const first = parse(address, family)
  if (to !== undefined) return { first, count: parse(to, family) - first + 1n, family }
  return bits === undefined ? { first, count: 1n, family } : blockOf(first, Number(bits), family)
}

function blockOf(address: bigint, bits: number, family: 4 | 6): Range {
  const size = 1n << BigInt((family === 4 ? 32 : 128) - bits)
  const first = address - (address % size)
  return family === 4 && size > 2n ? { first: first + 1n, count: size - 2n, family } : { first, count: size, family }
}

function parse(address: string, family: 4 | 6): bigint {
  if (family === 4) return joined(address.split('.').map(Number), 8n)
  const [head = '', tail] = address.split('::')
  const left = groups(head)
  const right = tail === undefined ? [] : groups(tail)
  const gap = Array.from({ length: 8 - left.length - right.length }, () => 0)
  return joined([...left, ...gap, ...right], 16n)
}

const groups = (text: string): number[] =>
  text === '' ? [] : text.split(':').map((group) => Number.parseInt(group, 16))

const joined = (parts: readonly number[], bits: bigint): bigint =>
  parts.reduce((sum, part) => (sum << bits) | BigInt(part), 0n)

function print(address: bigint, family: 4 | 6): string {
  const [count, bits] = family === 4 ? [4, 8n] : [8, 16n]
  const parts = Array.from(
    { length: count },
    (_, index) => (address >> (bits * BigInt(count - 1 - index))) & ((1n << bits) - 1n),
  )
  return family === 4 ? parts.join('.') : parts.map((part) => part.toString(16)).join(':')
}
