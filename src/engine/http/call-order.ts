import type { Millis } from '../../base/units.ts'
import type { TagSetId } from '../metrics/tag-sets.ts'
import type { WireRequest } from './exchange.ts'
import type { ExpectStatus } from './recorder.ts'
import type { Hop } from './redirects.ts'
import type { RequestUrl } from './request-url.ts'

/** Where a chain of requests gets its cookies from and leaves them. */
export interface Cookies {
  /** The Cookie header for one hop; hop 0 is the request as the script made it. */
  readonly header: (url: RequestUrl, hop: number) => string | undefined
  readonly store: (url: RequestUrl, setCookie: readonly string[]) => void
}

/** A request with all that follows from it. Not changed by making it. */
export interface CallSpec extends Hop {
  /** For the whole chain, bodies included. */
  readonly timeout: Millis
  readonly maxRedirects: number
  /** Tell the operator when the limit of redirects is what ended the chain. */
  readonly warnsAtLimit: boolean
  readonly keepBody: boolean
  readonly expect: ExpectStatus
  /** User and password of the URL answer a digest challenge instead of going out as basic auth. */
  readonly digest: boolean
  readonly cookies: Cookies | undefined
}

/** A request to be made. */
export interface CallOrder {
  readonly spec: CallSpec
  readonly tags: CallTags
  /** What goes over the wire, where the same request is made over and over. */
  readonly wire?: WireRequest
}

/** The tags that a request is made with, and those of its first hop once they are known: who makes it again need not look them up. */
export class CallTags {
  readonly base: TagSetId
  ofFirstHop: TagSetId | undefined

  constructor(base: TagSetId) {
    this.base = base
  }
}
