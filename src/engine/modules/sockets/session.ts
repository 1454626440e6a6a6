import type { Millis } from '../../../base/units.ts'
import { Builtin } from '../../metrics/metric.ts'
import type { TagSetId } from '../../metrics/tag-sets.ts'
import type { Vu } from '../vu.ts'
import type { HandshakeResponse, Link } from './handshake.ts'

/** What is measured of one connection, from the attempt to open it to its end. */
export class Session {
  readonly #vu: Vu
  readonly #startedAt: Millis
  /** What the bytes are counted under: the VU's tags, not those of the connection, as in k6. */
  readonly #vuTags: TagSetId
  readonly #pings = new Map<string, Millis>()
  #tags: TagSetId
  #link: Link | undefined
  #sent = 0
  #received = 0

  constructor(vu: Vu, tags: TagSetId) {
    this.#vu = vu
    this.#vuTags = vu.tags
    this.#tags = tags
    this.#startedAt = vu.worker.clock.now()
  }

  /** Sets a tag unless the option `systemTags` leaves it out. */
  tag(name: string, value: string): void {
    const { systemTags, shard } = this.#vu.worker
    if (systemTags.has(name)) this.#tags = shard.tagSets.with(this.#tags, name, value)
  }

  valueOf(tag: string): string | undefined {
    return this.#vu.worker.shard.tagSets.valueOf(this.#tags, tag)
  }

  /** The server answered the handshake, or never did. */
  answered(response: HandshakeResponse | undefined, ip: string | undefined): void {
    if (ip !== undefined) this.tag('ip', ip)
    if (response !== undefined) {
      this.tag('status', String(response.status))
      this.tag('subproto', response.headers['Sec-Websocket-Protocol'] ?? '')
    }
    this.#add(Builtin.ws_sessions, 1)
    this.#add(Builtin.ws_connecting, this.#elapsed())
  }

  opened(link: Link): void {
    this.#link = link
    this.countBytes()
  }

  sent(): void {
    this.#add(Builtin.ws_msgs_sent, 1)
    this.countBytes()
  }

  received(): void {
    this.#add(Builtin.ws_msgs_received, 1)
    this.countBytes()
  }

  /** The payload for the next ping. */
  ping(): string {
    const id = String(this.#pings.size)
    this.#pings.set(id, this.#vu.worker.clock.now())
    return id
  }

  /** Whether it answers a ping of ours. */
  pong(id: string): boolean {
    const sentAt = this.#pings.get(id)
    if (sentAt === undefined) return false
    this.#add(Builtin.ws_ping, this.#vu.worker.clock.now() - sentAt)
    return true
  }

  ended(): void {
    this.#add(Builtin.ws_session_duration, this.#elapsed())
    this.countBytes()
  }

  /** All bytes of the connection since they were last counted, handshakes included. */
  countBytes(): void {
    if (this.#link === undefined) return
    const { bytesWritten, bytesRead } = this.#link.wire
    const { shard } = this.#vu.worker
    const { current } = this.#vu.metadata
    if (bytesWritten > this.#sent) shard.add(Builtin.data_sent, this.#vuTags, bytesWritten - this.#sent, current)
    if (bytesRead > this.#received) shard.add(Builtin.data_received, this.#vuTags, bytesRead - this.#received, current)
    this.#sent = bytesWritten
    this.#received = bytesRead
  }

  #elapsed(): Millis {
    return this.#vu.worker.clock.now() - this.#startedAt
  }

  #add(metric: number, value: number): void {
    this.#vu.worker.shard.add(metric, this.#tags, value, this.#vu.metadata.current)
  }
}
