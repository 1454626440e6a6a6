import type { Millis } from '../../base/units.ts'
import type { RequestUrl } from './request-url.ts'

/** k6's timings of one request, in ms. `duration` = sending + waiting + receiving. */
export interface Timings {
  readonly blocked: Millis
  readonly connecting: Millis
  readonly tlsHandshaking: Millis
  readonly sending: Millis
  readonly waiting: Millis
  readonly receiving: Millis
  readonly duration: Millis
}

/** Names in lower case; a header that came more than once is a list. */
export type RawHeaders = Readonly<Record<string, string | string[] | undefined>>

/** `tls1.2`, `TLS_AES_128_GCM_SHA256` and so on: Go's names. Empty without TLS. */
export interface Peer {
  readonly remoteIp: string
  readonly remotePort: number
  readonly tlsVersion: string
  readonly cipherSuite: string
  readonly proto: string
}

/** Before there is a connection. */
export const noPeer: Peer = { remoteIp: '', remotePort: 0, tlsVersion: '', cipherSuite: '', proto: '' }

export interface Answer {
  readonly ok: true
  readonly status: number
  /** `200 OK`. */
  readonly statusText: string
  readonly headers: RawHeaders
  /** Decoded; undefined when it was not wanted. */
  readonly body: Buffer | undefined
  /** Of the last hop. */
  readonly url: RequestUrl
  readonly peer: Peer
  readonly timings: Timings
}

/** A request that got no answer it could use. The texts are k6's. */
export interface Failure {
  readonly ok: false
  /** k6's error_code. */
  readonly code: number
  readonly message: string
  readonly detail?: string
  /** The head of a response had come: what went wrong is its body. */
  readonly answered: boolean
  /** What had come of the body, decoded; undefined when there is none or it was not wanted. */
  readonly body: Buffer | undefined
  /** k6 throws it at the script, also without `throw`. */
  readonly isFatal?: true
  readonly url: RequestUrl
  /** `noPeer` when there never was a connection. */
  readonly peer: Peer
  readonly timings: Timings
}

/** How a request ended: a failed one is a result, not an exception. */
export type Outcome = Answer | Failure
