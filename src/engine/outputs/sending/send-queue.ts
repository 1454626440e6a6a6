import type { Bytes, Millis } from '../../../base/units.ts'
import { Backoff, type BackoffLimits } from './backoff.ts'
import type { Delivery, Parcel, Transport } from './parcel.ts'
import { Spool } from './spool.ts'

export interface SendQueueOptions {
  readonly transport: Transport
  /** Parcels under way at the same time; with 1 they arrive in order. */
  readonly concurrency: number
  /** In memory at most; what is more waits on disk. */
  readonly memory: Bytes
  readonly spool: Spool
  readonly backoff: BackoffLimits
  /** Tells the operator how it goes, in one line. */
  readonly say: (text: string) => void
  readonly now?: () => Millis
}

/** In memory and on disk, for each output. */
const MEMORY: Bytes = 32 * 1024 * 1024
const DISK: Bytes = 1024 * 1024 * 1024
const BACKOFF: BackoffLimits = { first: 250, most: 5000 }

/** A queue as outputs have them. */
export const makeQueue = (options: Pick<SendQueueOptions, 'transport' | 'concurrency' | 'say'>): SendQueue =>
  new SendQueue({ memory: MEMORY, spool: new Spool({ most: DISK }), backoff: BACKOFF, ...options })

/** While everything is over, nobody waits long for another attempt. */
const LAST_ATTEMPTS: Millis = 500

/**
 * Sends parcels, and keeps those that cannot be sent: in memory first, then on disk, oldest first out. Whoever offers never
 * waits. Of every sample it knows whether it is sent, waits in memory or on disk, or is lost.
 */
export class SendQueue {
  readonly #options: SendQueueOptions
  readonly #now: () => Millis
  readonly #backoff: Backoff
  readonly #abandoned = new AbortController()
  readonly #underWay = new Set<Parcel>()
  readonly #said = new Set<string>()
  #waiting: Parcel[] = []
  #memory: Bytes = 0
  #retry: NodeJS.Timeout | undefined
  /** When parcels began to fail; undefined while they arrive. */
  #failingSince: Millis | undefined
  #lastFailure: string | undefined
  #lastDelivery: Millis | undefined
  #isClosing = false
  #changed = Promise.withResolvers<void>()
  sent = 0
  lost = 0
  /** Why the last ones were lost. */
  reason: string | undefined

  constructor(options: SendQueueOptions) {
    this.#options = options
    this.#now = options.now ?? (() => performance.now())
    this.#backoff = new Backoff(options.backoff)
  }

  /** Samples in memory, or under way. */
  get queued(): number {
    let count = 0
    for (const parcel of this.#waiting) count += parcel.count
    for (const parcel of this.#underWay) count += parcel.count
    return count
  }

  /** Samples on disk. */
  get spooled(): number {
    return this.#options.spool.count
  }

  offer(parcel: Parcel): void {
    if (this.#abandoned.signal.aborted) return this.lose(parcel.count, 'sent too late')
    const { spool, memory } = this.#options
    if (spool.isEmpty && this.#memory + parcel.body.length <= memory) this.#keep(parcel)
    else this.#keepOnDisk(parcel)
    this.#pump()
  }

  /** Samples that were lost before they came here count too. */
  lose(count: number, reason: string): void {
    if (count === 0) return
    this.lost += count
    this.reason = reason
  }

  /** Sends what waits; when nothing arrives any more for so long, or never has arrived for a third of it, the rest is lost. */
  async close(patience: Millis): Promise<void> {
    this.#isClosing = true
    const from = this.#now()
    this.#tryAgain()
    for (;;) {
      if (this.#isEmpty || this.#abandoned.signal.aborted) break
      const last = this.#lastDelivery
      const left = (last === undefined ? from + patience / 3 : Math.max(from, last) + patience) - this.#now()
      if (left <= 0) break
      await this.#changeWithin(left)
    }
    this.abandon()
  }

  /** Everything that waits is lost. */
  abandon(): void {
    if (this.#abandoned.signal.aborted) return
    this.lose(this.queued + this.spooled, this.#lastFailure ?? 'not sent before the end')
    this.#abandoned.abort()
    clearTimeout(this.#retry)
    this.#waiting = []
    this.#underWay.clear()
    this.#options.spool.discard()
    this.#tellChange()
  }

  get #isEmpty(): boolean {
    return this.#waiting.length === 0 && this.#underWay.size === 0 && this.#options.spool.isEmpty
  }

  #keep({ body, count }: Parcel): void {
    this.#waiting.push({ body: compact(body), count })
    this.#memory += body.length
  }

  #keepOnDisk(parcel: Parcel): void {
    try {
      this.#options.spool.append(parcel)
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error)
      this.lose(parcel.count, `neither memory nor disk had room: ${why}`)
      this.#sayOnce(`no room is left for what waits, samples are lost: ${why}`)
    }
  }

  /** Sends as much as may be under way; while parcels fail only one, to find out. */
  #pump(): void {
    const most = this.#failingSince === undefined ? this.#options.concurrency : 1
    while (this.#retry === undefined && this.#underWay.size < most) {
      const parcel = this.#next()
      if (parcel === undefined) return
      this.#underWay.add(parcel)
      void this.#send(parcel)
    }
  }

  #next(): Parcel | undefined {
    this.#refill()
    const parcel = this.#waiting.shift()
    if (parcel !== undefined) this.#memory -= parcel.body.length
    return parcel
  }

  /** What waits on disk comes back as memory gets free. */
  #refill(): void {
    const { spool, memory } = this.#options
    while (!spool.isEmpty && (this.#waiting.length === 0 || this.#memory < memory / 2)) {
      const { count } = spool
      try {
        const parcel = spool.take()
        if (parcel !== undefined) this.#keep(parcel)
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error)
        this.lose(count - spool.count, why)
        this.#sayOnce(`cannot read what waits on disk: ${why}`)
      }
    }
  }

  async #send(parcel: Parcel): Promise<void> {
    const delivery = await this.#options.transport(parcel, this.#abandoned.signal)
    if (this.#abandoned.signal.aborted) return
    this.#underWay.delete(parcel)
    if (delivery.kind === 'failed') this.#putBack(parcel, delivery.reason)
    else this.#settle(parcel, delivery)
    this.#tellChange()
    this.#pump()
  }

  #settle(parcel: Parcel, delivery: Exclude<Delivery, { kind: 'failed' }>): void {
    const refused = delivery.kind === 'refused' ? parcel.count : delivery.refused
    this.sent += parcel.count - refused
    if (refused > 0) {
      const reason = delivery.reason ?? 'refused'
      this.lose(refused, reason)
      // Reasons that differ in numbers only (how many, where) are the same.
      this.#sayOnce(`does not take ${refused} of ${parcel.count} samples: ${reason}`, reason.replaceAll(/\d+/g, '#'))
    }
    this.#lastDelivery = this.#now()
    this.#lastFailure = undefined
    this.#backoff.reset()
    if (this.#failingSince === undefined) return
    const seconds = ((this.#now() - this.#failingSince) / 1000).toFixed(1)
    this.#failingSince = undefined
    const waited = this.queued + this.spooled
    this.#options.say(`takes samples again after ${seconds} s; ${waited.toLocaleString('en')} that waited follow`)
  }

  #putBack(parcel: Parcel, reason: string): void {
    this.#waiting.unshift(parcel)
    this.#memory += parcel.body.length
    this.#lastFailure = reason
    if (this.#failingSince === undefined) {
      this.#failingSince = this.#now()
      this.#options.say(`cannot be reached, samples wait: ${reason}`)
    }
    if (this.#retry !== undefined) return
    const wait = this.#backoff.next()
    this.#retry = setTimeout(() => this.#tryAgain(), this.#isClosing ? Math.min(wait, LAST_ATTEMPTS) : wait)
  }

  #tryAgain(): void {
    clearTimeout(this.#retry)
    this.#retry = undefined
    this.#pump()
  }

  #sayOnce(text: string, key = text): void {
    if (this.#said.has(key) || this.#said.size >= 20) return
    this.#said.add(key)
    this.#options.say(text)
  }

  #tellChange(): void {
    this.#changed.resolve()
    this.#changed = Promise.withResolvers()
  }

  async #changeWithin(most: Millis): Promise<void> {
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, most)
    })
    await Promise.race([this.#changed.promise, late])
    clearTimeout(timer)
  }
}

/** A part of a larger buffer keeps all of it in memory: serializers and compressors give out the beginning of theirs. */
const compact = (body: Uint8Array): Uint8Array =>
  body.buffer.byteLength > body.length * 2 ? new Uint8Array(body) : body
