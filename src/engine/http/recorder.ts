import type { Metadata } from '../metrics/metadata.ts'
import type { Shard } from '../metrics/shard.ts'
import { Builtin } from '../metrics/metric.ts'
import type { TagSetId } from '../metrics/tag-sets.ts'
import { type Backend, BackendBook } from './backend-book.ts'
import type { Exchange } from './exchange.ts'
import type { Cause } from './failures.ts'
import type { HttpVu, HttpWorker } from './http-vu.ts'
import type { Peer } from './outcome.ts'

/** Says whether a status is what the script expects; null = nobody judges. A request without an answer has status 0. */
export type ExpectStatus = ((status: number) => boolean) | null

/** One way a request can end. */
interface Ending {
  readonly peer: Peer
  readonly expected: boolean | undefined
  readonly error: string | undefined
  readonly errorCode: number
  /** What its samples carry: [tags of the request]. */
  readonly tags: TagSetId[]
  /** For the operator, by the tags of the request: like ones are grouped by this text. */
  readonly problems: Map<TagSetId, string>
}

/** Turns exchanges into k6's samples. Sets of tags are looked up by numbers, so no text is made for a request like an earlier one. */
export class Recorder {
  readonly #shard: Shard
  readonly #systemTags: ReadonlySet<string>
  /** [status] */
  readonly #endings: Ending[][] = []
  /** The `name` in a set of tags; null = none. */
  readonly #names: (string | null)[] = []
  readonly #tagUrl: boolean
  readonly #tagName: boolean
  readonly #tagMethod: boolean
  readonly #tagIp: boolean
  readonly #backends: BackendBook
  /** Samples say which backend answered, where the user told how it is known. */
  readonly #tagBackend: boolean

  constructor(worker: HttpWorker) {
    this.#shard = worker.shard
    this.#systemTags = worker.systemTags
    this.#tagUrl = worker.systemTags.has('url')
    this.#tagName = worker.systemTags.has('name')
    this.#tagMethod = worker.systemTags.has('method')
    this.#tagIp = worker.systemTags.has('ip')
    const naming = worker.config?.http.backend
    this.#backends = new BackendBook(worker.shard, naming)
    this.#tagBackend = naming !== undefined
  }

  /** Adds `method`, `url` and `name`; a name given by the user stands for the url too. */
  requestTags(base: TagSetId, method: string, url: string): TagSetId {
    const { tagSets } = this.#shard
    const given = this.#nameIn(base)
    let tags = base
    if (given === null && this.#tagName) tags = tagSets.with(tags, 'name', url)
    if (this.#tagUrl) tags = tagSets.with(tags, 'url', given ?? url)
    if (this.#tagMethod) tags = tagSets.with(tags, 'method', method)
    return tags
  }

  /** Returns whether it was as expected; undefined when nobody judges. */
  record(vu: HttpVu, exchange: Exchange, tags: TagSetId, expect: ExpectStatus): boolean | undefined {
    const backend = this.#backends.backendOf(exchange)
    const ending = this.#endingOf(exchange, expect)
    const endTags = this.#endTags(ending, exchange, this.#withBackend(tags, backend))
    this.#addSamples(exchange, endTags, ending.expected, vu.metadata.current)
    this.#addTraffic(exchange, vu)
    if (backend !== undefined) this.#backends.record(exchange, backend, ending.expected === false)
    if (ending.expected === false || exchange.failure !== undefined) {
      vu.sawFailure = true
      vu.worker.problem(ending.errorCode, this.#problemOf(ending, exchange, tags))
      this.#addLack(exchange.failure, tags)
    }
    return ending.expected
  }

  #withBackend(tags: TagSetId, backend: Backend | undefined): TagSetId {
    const isNamed = this.#tagBackend && backend !== undefined && backend.name !== ''
    return isNamed ? this.#shard.tagSets.with(tags, 'backend', backend.name) : tags
  }

  /** Bytes are counted without the tags of a request, as in k6: they belong to the connection. */
  #addTraffic({ bytesSent, bytesReceived }: Exchange, { tags, metadata }: HttpVu): void {
    if (bytesSent > 0) this.#shard.add(Builtin.data_sent, tags, bytesSent, metadata.current)
    if (bytesReceived > 0) this.#shard.add(Builtin.data_received, tags, bytesReceived, metadata.current)
  }

  #addLack(failure: Cause | undefined, tags: TagSetId): void {
    if (failure?.lack === undefined) return
    this.#shard.add(failure.lack === 'port' ? Builtin.requests_without_port : Builtin.requests_without_file, tags, 1)
  }

  #addSamples(exchange: Exchange, tags: TagSetId, expected: boolean | undefined, metadata: Metadata | undefined): void {
    const shard = this.#shard
    shard.add(Builtin.http_reqs, tags, 1, metadata)
    shard.add(Builtin.http_req_duration, tags, exchange.duration, metadata)
    shard.add(Builtin.http_req_blocked, tags, exchange.blocked, metadata)
    shard.add(Builtin.http_req_connecting, tags, exchange.connecting, metadata)
    shard.add(Builtin.http_req_tls_handshaking, tags, exchange.tlsHandshaking, metadata)
    shard.add(Builtin.http_req_sending, tags, exchange.sending, metadata)
    shard.add(Builtin.http_req_waiting, tags, exchange.waiting, metadata)
    shard.add(Builtin.http_req_receiving, tags, exchange.receiving, metadata)
    shard.add(Builtin.http_response_bytes, tags, exchange.bytesReceived)
    if (expected !== undefined) shard.add(Builtin.http_req_failed, tags, expected ? 0 : 1, metadata)
  }

  #endingOf(exchange: Exchange, expect: ExpectStatus): Ending {
    const status = statusOf(exchange)
    const expected = expect?.(status)
    const endings = (this.#endings[status] ??= [])
    for (const ending of endings) {
      if (ending.expected === expected && this.#isLike(ending, exchange)) return ending
    }
    const { failure, peer } = exchange
    const errorCode = failure?.code ?? (status >= 400 ? 1000 + status : 0)
    const made: Ending = { peer, expected, error: failure?.message, errorCode, tags: [], problems: new Map() }
    endings.push(made)
    return made
  }

  #isLike(ending: Ending, { failure, peer }: Exchange): boolean {
    return (
      ending.error === failure?.message &&
      ending.peer.proto === peer.proto &&
      ending.peer.tlsVersion === peer.tlsVersion &&
      (!this.#tagIp || ending.peer.remoteIp === peer.remoteIp)
    )
  }

  #endTags(ending: Ending, exchange: Exchange, tags: TagSetId): TagSetId {
    return (ending.tags[tags] ??= this.#makeEndTags(ending, exchange, tags))
  }

  #makeEndTags({ expected, errorCode }: Ending, exchange: Exchange, tags: TagSetId): TagSetId {
    const more = { ...endingTags(exchange, statusOf(exchange), errorCode) }
    if (expected !== undefined) more['expected_response'] = String(expected)
    return this.#withSystemTags(tags, more)
  }

  #problemOf({ problems }: Ending, { failure, statusText }: Exchange, tags: TagSetId): string {
    let problem = problems.get(tags)
    if (problem === undefined) {
      problem = `${this.#describe(tags)}: ${failure?.message ?? statusText}`
      problems.set(tags, problem)
    }
    return problem
  }

  #withSystemTags(tags: TagSetId, more: Readonly<Record<string, string>>): TagSetId {
    const enabled = Object.entries(more).filter(([key]) => this.#systemTags.has(key))
    return this.#shard.tagSets.withAll(tags, Object.fromEntries(enabled))
  }

  #describe(tags: TagSetId): string {
    const { tagSets } = this.#shard
    return `${tagSets.valueOf(tags, 'method') ?? ''} ${tagSets.valueOf(tags, 'name') ?? ''}`.trim()
  }

  #nameIn(base: TagSetId): string | null {
    const known = this.#names[base]
    if (known !== undefined) return known
    const name = this.#shard.tagSets.valueOf(base, 'name') ?? null
    this.#names[base] = name
    return name
  }
}

const statusOf = ({ failure, status }: Exchange): number => (failure === undefined ? status : 0)

function endingTags({ failure, peer }: Exchange, status: number, errorCode: number): Record<string, string> {
  const tags: Record<string, string> = { status: String(status) }
  if (errorCode !== 0) tags['error_code'] = String(errorCode)
  if (failure !== undefined) tags['error'] = failure.message
  else tags['proto'] = peer.proto
  if (peer.remoteIp !== '') tags['ip'] = peer.remoteIp
  if (failure !== undefined || peer.tlsVersion === '') return tags
  // Nothing here asks for a stapled OCSP response, so its status is what Go says of none.
  return { ...tags, tls_version: peer.tlsVersion, ocsp_status: 'unknown' }
}
