import { randomBytes } from 'node:crypto'
import type { Millis } from '../../base/units.ts'
import { NO_TAGS, type TagSetId } from '../metrics/tag-sets.ts'
import { type CallOrder, type CallSpec, CallTags } from './call-order.ts'
import type { Expiring, SameDeadlines } from './deadlines.ts'
import { decodeBody } from './decode-body.ts'
import { digestAuthorization } from './digest-auth.ts'
import { Exchange, type ExchangeListener, type WireRequest } from './exchange.ts'
import { type Cause, dialTimeout, invalidPort, noHost, requestTimeout, unsupportedScheme } from './failures.ts'
import type { HttpDebug } from './http-debug.ts'
import type { HttpWorker } from './http-vu.ts'
import type { Outcome, RawHeaders, Timings } from './outcome.ts'
import { type Hop, nextHop } from './redirects.ts'
import type { RequestUrl } from './request-url.ts'
import type { SharedHttp } from './shared-http.ts'
import type { VuHttp } from './vu-http.ts'

export interface CallListener {
  /** Never before `start` returns, and not after `cancel`. */
  readonly callEnded: (call: Call) => void
}

const isExpectedChallenge = (status: number): boolean => status === 401

const untagged = new CallTags(NO_TAGS)

/** Makes one request after another, each with its redirects; measures every hop and hands over the outcome of the last. */
export class Call implements ExchangeListener, Expiring {
  readonly #worker: HttpWorker
  readonly #shared: SharedHttp
  #listener: CallListener | undefined
  /** Of the VU that it is for now. */
  #http: VuHttp | undefined
  readonly #debug: HttpDebug | undefined
  #exchange: Exchange
  #spec: CallSpec | undefined
  #hop: Hop | undefined
  #hops = 0
  #tags = untagged
  #isChallenge = false
  #body: Buffer | undefined
  #rateTimer: NodeJS.Timeout | undefined
  expiresAt: Millis = 0
  previous: Expiring | undefined
  next: Expiring | undefined
  deadlines: SameDeadlines | undefined
  /** The Cookie header of the first hop, as it went out. */
  cookieSent = ''

  constructor(worker: HttpWorker, shared: SharedHttp) {
    this.#worker = worker
    this.#shared = shared
    this.#debug = shared.debug
    this.#exchange = new Exchange(worker.clock, this)
  }

  start(http: VuHttp, { spec, tags, wire }: CallOrder, listener: CallListener): void {
    this.#http = http
    this.#listener = listener
    if (this.#exchange.isSpent) this.#exchange = new Exchange(this.#worker.clock, this)
    this.#spec = spec
    this.#hop = spec
    this.#hops = 0
    this.#tags = tags
    this.#body = undefined
    if (this.#shared.options.noVUConnectionReuse) http.closeIdleAtIterationEnd()
    const wait = this.#shared.rateLimit?.take(this.#worker.clock.now()) ?? 0
    if (wait > 0) this.#rateTimer = setTimeout(begin, wait, this, wire)
    else this.begin(wire)
  }

  /** Ends it at once; nothing is measured and nobody is told. */
  cancel(): void {
    clearTimeout(this.#rateTimer)
    this.#shared.deadlines.stop(this)
    this.#spec = undefined
    this.#exchange.abort()
  }

  /** After the end of the call. */
  outcome(): Outcome {
    const { failure, peer, status, headers, statusText } = this.#exchange
    const timings = timingsOf(this.#exchange)
    const url = this.#hopNow().url
    const body = this.#body
    if (failure !== undefined) return { ok: false, ...failure, answered: statusText !== '', body, url, peer, timings }
    return { ok: true, status, statusText, headers, body, url, peer, timings }
  }

  /**
   * Its outcome is read. What a resting call kept until the next request, be it a second later, the garbage collector would copy, and in the
   * end take for something that lives long.
   */
  forget(): void {
    this.#body = undefined
    this.#exchange.forget()
  }

  readonly exchangeEnded = (): void => {
    const spec = this.#spec
    if (spec === undefined) return
    this.#debug?.response(this.#exchange)
    const { status, failure } = this.#exchange
    const isRedirect = status >= 300 && status < 400
    if (failure !== undefined && (!isRedirect || failure === requestTimeout)) return this.#end(spec)
    const hop = this.#hopNow()
    this.#storeCookies(spec, hop)
    if (this.#isChallenge && status === 401 && this.#answerChallenge(spec, hop)) return
    if (isRedirect && this.#follow(spec, hop)) return
    this.#end(spec)
  }

  #storeCookies({ cookies }: CallSpec, { url }: Hop): void {
    const setCookie = this.#exchange.headers['set-cookie']
    if (setCookie !== undefined) cookies?.store(url, Array.isArray(setCookie) ? setCookie : [setCookie])
  }

  /** For the rate limit's timer. */
  begin(wire: WireRequest | undefined): void {
    const spec = this.#spec
    if (spec === undefined) return
    this.#shared.deadlines.start(this, spec.timeout)
    this.#send(spec, spec, wire)
  }

  /** For the deadline of the whole chain. */
  readonly expire = (): void => this.#exchange.fail(this.#exchange.isDialing ? dialTimeout : requestTimeout)

  #hopNow(): Hop {
    if (this.#hop === undefined) throw new Error('no request was made')
    return this.#hop
  }

  #userNow(): VuHttp {
    if (this.#http === undefined) throw new Error('nobody made a request')
    return this.#http
  }

  #send(spec: CallSpec, hop: Hop, wire?: WireRequest): void {
    this.#hop = hop
    this.#isChallenge = spec.digest && hop.url.username !== undefined
    const refused = spec.timeout > 0 ? refusal(hop.url) : requestTimeout
    if (refused !== undefined) {
      setImmediate(() => {
        if (this.#spec === spec && this.#hop === hop) this.#exchange.failUnsent(refused)
      })
      return
    }
    const request = wire ?? this.#wireRequest(spec, hop)
    this.#debug?.request(request)
    this.#exchange.send(
      this.#userNow(),
      request,
      spec.keepBody || this.#shared.readsBodies || this.#debug?.showsBodies === true,
    )
  }

  #wireRequest(spec: CallSpec, hop: Hop): WireRequest {
    const { noConnectionReuse } = this.#shared.options
    const origin = hop.url.origin
    const cookie = spec.cookies?.header(hop.url, this.#hops)
    if (this.#hops === 0) this.cookieSent = cookie ?? ''
    return this.#shared.wires.requestOf(hop, {
      cookie,
      usesBasicAuth: !spec.digest,
      closes: noConnectionReuse,
      proxy: origin === undefined ? undefined : this.#shared.dialer.proxyFor(origin),
    })
  }

  #follow(spec: CallSpec, hop: Hop): boolean {
    const { status, headers } = this.#exchange
    const next = nextHop(hop, status, headers)
    if (next === undefined) return false
    if ('code' in next) return this.#failHop(spec, next)
    if (this.#hops >= spec.maxRedirects) {
      if (spec.warnsAtLimit) this.#warnAtLimit(spec)
      return false
    }
    // How the body of a redirect ends is of no account: nobody reads it.
    this.#exchange.failure = undefined
    this.#record(spec, hop)
    this.#hops += 1
    this.#send(spec, next)
    return true
  }

  #failHop(spec: CallSpec, cause: Cause): true {
    this.#exchange.failure = cause
    this.#exchange.forgetAnswer()
    this.#end(spec)
    return true
  }

  #warnAtLimit(spec: CallSpec): void {
    this.#worker.log(
      'warn',
      `Stopped after ${this.#hops + 1} redirects and returned the redirection; pass { redirects: n } in request params ` +
        `or set global maxRedirects to silence this (${spec.url.clean})`,
      'engine',
    )
  }

  #answerChallenge(spec: CallSpec, hop: Hop): boolean {
    const { username = '', password = '', target } = hop.url
    const request = {
      method: hop.method,
      target,
      username,
      password,
      body: hop.body,
      cnonce: randomBytes(8).toString('hex'),
    }
    const authorization = digestAuthorization(challengeIn(this.#exchange.headers), request)
    if (authorization === undefined) return false
    this.#record(spec, hop)
    this.#send(spec, { ...hop, url: withoutUser(hop.url), headers: [...hop.headers, ['Authorization', authorization]] })
    return true
  }

  #end(spec: CallSpec): void {
    this.#shared.deadlines.stop(this)
    if (spec.keepBody) this.#readBody()
    this.#record(spec, this.#hopNow())
    this.#exchange.dropBody()
    this.#spec = undefined
    const listener = this.#listener
    this.#listener = undefined
    listener?.callEnded(this)
  }

  /** A body that cannot be decoded makes the request a failed one; what had come of it is kept. */
  #readBody(): void {
    const { status, headers, statusText } = this.#exchange
    if (statusText === '' || status === 204 || status === 304) return
    const body = this.#exchange.readBody()
    const encoding = headers['content-encoding']
    const decoded = decodeBody(body, typeof encoding === 'string' ? encoding : '')
    this.#body = decoded.body
    this.#exchange.failure ??= decoded.failure
  }

  #record(spec: CallSpec, hop: Hop): void {
    const expect = this.#isChallenge && spec.expect !== null ? isExpectedChallenge : spec.expect
    const tags = hop === spec ? (this.#tags.ofFirstHop ??= this.#tagsOf(spec, hop)) : this.#tagsOf(spec, hop)
    this.#shared.recorder.record(this.#userNow().vu, this.#exchange, tags, expect)
  }

  #tagsOf(spec: CallSpec, hop: Hop): TagSetId {
    // For digest authorization user and password are no part of the URL that is asked for.
    const url = spec.digest ? hop.url.clean.replace(/\/\/[*:]+@/, '//') : hop.url.clean
    return this.#shared.recorder.requestTags(this.#tags.base, hop.method, url)
  }
}

/** Who answered a challenge is no part of the URL that was asked for. */
const withoutUser = (url: RequestUrl): RequestUrl => ({
  ...url,
  text: url.text.replace(/\/\/[^/?#]*@/, '//'),
  clean: url.clean.replace(/\/\/[*:]+@/, '//'),
  username: undefined,
  password: undefined,
})

const MAX_PORT = 65_535

const begin = (call: Call, wire: WireRequest | undefined): void => call.begin(wire)

function refusal({ origin, scheme, host }: RequestUrl): Cause | undefined {
  if (origin !== undefined) return origin.port > MAX_PORT ? invalidPort(origin.port) : undefined
  return (scheme === 'http' || scheme === 'https') && host === '' ? noHost : unsupportedScheme(scheme)
}

function challengeIn(headers: RawHeaders): string {
  const value = headers['www-authenticate']
  return (Array.isArray(value) ? value.find((one) => /^\s*digest/i.test(one)) : value) ?? ''
}

const timingsOf = (from: Timings): Timings => ({
  blocked: from.blocked,
  connecting: from.connecting,
  tlsHandshaking: from.tlsHandshaking,
  sending: from.sending,
  waiting: from.waiting,
  receiving: from.receiving,
  duration: from.duration,
})
