import type { BackendNaming } from '../config/run-config.ts'
import { Builtin } from '../metrics/metric.ts'
import type { Shard } from '../metrics/shard.ts'
import { NO_TAGS, type TagSetId } from '../metrics/tag-sets.ts'
import { backendNamer, type NameBackend } from './backend-naming.ts'
import type { Exchange } from './exchange.ts'
import type { Peer } from './outcome.ts'

export interface Backend {
  /** Empty: the answer does not say. */
  readonly name: string
  readonly tags: TagSetId
}

/** A header that is another one each time must not fill the memory: beyond so many, backends are counted together. */
const MOST_BACKENDS = 200
const OTHERS = '(other backends)'

/** Counts answers by the backend they came from, and whether connections stay with theirs. */
export class BackendBook {
  readonly #shard: Shard
  readonly #nameOf: NameBackend
  /** [service][name] */
  readonly #known = new Map<string, Map<string, Backend>>()
  #count = 0
  /** Who answered last on a connection, which has its peer to itself. */
  readonly #last = new WeakMap<Peer, Backend>()

  constructor(shard: Shard, naming: BackendNaming | undefined) {
    this.#shard = shard
    this.#nameOf = backendNamer(naming)
  }

  /** Who answered; undefined when nobody did. */
  backendOf(exchange: Exchange): Backend | undefined {
    const name = this.#nameOf(exchange)
    return name === undefined ? undefined : this.#lookUp(exchange.origin?.key ?? '', name)
  }

  record(exchange: Exchange, backend: Backend, hasFailed: boolean): void {
    const { tags } = backend
    this.#shard.add(Builtin['backend.duration'], tags, exchange.duration)
    if (hasFailed) this.#shard.add(Builtin['backend.failures'], tags, 1)
    const before = this.#last.get(exchange.peer)
    if (before === backend) return this.#shard.add(Builtin['backend.stays'], tags, 1)
    if (before === undefined) this.#shard.add(Builtin['backend.connections'], tags, 1)
    this.#last.set(exchange.peer, backend)
  }

  #lookUp(service: string, name: string): Backend {
    let backends = this.#known.get(service)
    if (backends === undefined) this.#known.set(service, (backends = new Map()))
    const known = backends.get(name)
    if (known !== undefined) return known
    if (name !== OTHERS && this.#count >= MOST_BACKENDS) return this.#lookUp(service, OTHERS)
    this.#count += 1
    const backend = { name, tags: this.#shard.tagSets.withAll(NO_TAGS, { service, backend: name }) }
    backends.set(name, backend)
    return backend
  }
}
