import { BlockingCall, type Waiter } from '../blocking.ts'
import { toText } from '../to-text.ts'
import { causeOf, type Client } from './client.ts'
import { FileData } from './file-data.ts'
import { HttpUrl } from './http-url.ts'
import type { ParsedRequest, RequestInput } from './parse-request.ts'
import { RequestCall } from './request-call.ts'
import { UnsupportedAuthError } from './request-params.ts'
import type { Response } from './response.ts'
import { GoError } from '../go-error.ts'
import { goTypeName } from '../go-text.ts'

type Key = string | number

/** `http.batch()`: several requests at once, the results in the shape of the argument. */
export function batch(client: Client, args: readonly unknown[]): unknown {
  client.refuseInit('Using batch in the init context is not supported')
  const [requests] = args
  if (args.length === 0) throw new GoError('no argument was provided to http.batch()')
  if (args.length > 1) throw new GoError('http.batch() accepts only an array or an object of requests')
  if (typeof requests !== 'object' || requests === null) {
    throw new GoError(`invalid http.batch() argument type ${goTypeName(requests)}`)
  }
  const isList = Array.isArray(requests)
  const entries: [Key, unknown][] = isList ? [...requests.entries()] : Object.entries(requests)
  const parsed = parseAll(client, entries)
  if (!parsed.ok) return shape(isList, entries, parsed.responses)
  if (entries.length === 0) return shape(isList, entries, [])
  return new BatchCall(client, parsed.requests, (responses) => shape(isList, entries, responses))
}

function shape(isList: boolean, entries: readonly [Key, unknown][], responses: readonly (Response | null)[]): unknown {
  const results = entries.map((_, index) => responses[index] ?? null)
  return isList ? results : Object.fromEntries(entries.map(([key], index) => [key, results[index]]))
}

type AllParsed =
  | { readonly ok: true; readonly requests: readonly ParsedRequest[] }
  | { readonly ok: false; readonly responses: readonly Response[] }

/** One wrong request, and none is made: the ones before it stay empty, the wrong one tells why. */
function parseAll(client: Client, entries: readonly [Key, unknown][]): AllParsed {
  const requests: ParsedRequest[] = []
  for (const [key, entry] of entries) {
    try {
      requests.push(client.parse(inputOf(key, entry)))
    } catch (error) {
      if (error instanceof UnsupportedAuthError || client.vu.worker.config?.http.throw === true) throw error
      const cause = causeOf(error)
      client.vu.worker.log('warn', `A batch request failed: ${cause.message}`, 'engine')
      return { ok: false, responses: [...requests.map(() => client.unmade(undefined)), client.unmade(cause)] }
    }
  }
  return { ok: true, requests }
}

function inputOf(key: Key, entry: unknown): RequestInput {
  if (Array.isArray(entry)) return inputOfList(entry)
  const isFields =
    typeof entry === 'object' && entry !== null && !(entry instanceof HttpUrl || entry instanceof FileData)
  return isFields ? inputOfFields(key, entry) : { method: 'GET', url: entry, body: undefined, params: undefined }
}

function inputOfList(entry: readonly unknown[]): RequestInput {
  if (entry.length < 2) throw new GoError(`invalid batch request '${toText(entry)}': it needs a method and a URL`)
  const [method, url, body, params] = entry
  return { method: methodOf(method), url, body, params }
}

function inputOfFields(key: Key, entry: object): RequestInput {
  if (!('url' in entry)) throw new GoError(`batch request ${key} doesn't have a url key`)
  const { method = 'GET', url, body, params } = entry as Partial<Record<keyof RequestInput, unknown>>
  const name = methodOf(method).toUpperCase()
  const hasBody = !('method' in entry) || (name !== 'GET' && name !== 'HEAD')
  return { method: name, url, body: hasBody ? body : undefined, params }
}

function methodOf(given: unknown): string {
  if (typeof given === 'string') return given
  throw new GoError(`invalid method type '${toText(given)}'`)
}

/**
 * So many workers take the requests in order, each waiting for a place at the host of its request, as in k6: a host without
 * places keeps a worker waiting.
 */
class BatchCall extends BlockingCall {
  readonly callName: string = 'http.batch'
  readonly #client: Client
  readonly #requests: readonly ParsedRequest[]
  readonly #finish: (responses: readonly Response[]) => unknown
  readonly #places: HostPlaces
  readonly #running = new Set<RequestCall>()
  readonly #responses: Response[] = []
  #failure: { readonly error: unknown } | undefined
  #next = 0
  #left: number
  #waiter: Waiter | undefined

  constructor(client: Client, requests: readonly ParsedRequest[], finish: (responses: readonly Response[]) => unknown) {
    super()
    this.#client = client
    this.#requests = requests
    this.#finish = finish
    this.#left = requests.length
    this.#places = new HostPlaces(client.vu.worker.config?.http.batchPerHost ?? 0)
  }

  override start(waiter: Waiter): void {
    this.#waiter = waiter
    const limit = this.#client.vu.worker.config?.http.batch ?? 0
    const workers = limit > 0 ? Math.min(limit, this.#requests.length) : this.#requests.length
    for (let worker = 0; worker < workers; worker += 1) this.#work()
  }

  override cancel(): void {
    this.#waiter = undefined
    this.#next = this.#requests.length
    for (const call of this.#running) call.cancel()
    this.#running.clear()
  }

  #work(): void {
    const index = this.#next
    const request = this.#requests[index]
    if (request === undefined) return
    this.#next += 1
    this.#places.enter(request.spec.url.host, () => this.#send(index, request))
  }

  #send(index: number, request: ParsedRequest): void {
    const call = new RequestCall('http.batch', this.#client, request)
    const ended = (): void => {
      this.#running.delete(call)
      this.#ended(request)
    }
    this.#running.add(call)
    call.start({
      resume: (response) => {
        this.#responses[index] = response as Response
        ended()
      },
      fail: (error) => {
        this.#failure ??= { error }
        ended()
      },
    })
  }

  /** All are made before the first failure that shall throw does. */
  #ended(request: ParsedRequest): void {
    this.#left -= 1
    this.#places.leave(request.spec.url.host)
    this.#work()
    if (this.#left > 0) return
    if (this.#failure === undefined) this.#waiter?.resume(this.#finish(this.#responses))
    else this.#waiter?.fail(this.#failure.error)
  }
}

/** So many requests at a time to one host; 0 = no limit. */
class HostPlaces {
  readonly #limit: number
  readonly #taken = new Map<string, number>()
  readonly #waiting = new Map<string, (() => void)[]>()

  constructor(limit: number) {
    this.#limit = limit
  }

  enter(host: string, go: () => void): void {
    const taken = this.#taken.get(host) ?? 0
    if (this.#limit > 0 && taken >= this.#limit) {
      const queue = this.#waiting.get(host) ?? []
      queue.push(go)
      this.#waiting.set(host, queue)
      return
    }
    this.#taken.set(host, taken + 1)
    go()
  }

  leave(host: string): void {
    const next = this.#waiting.get(host)?.shift()
    if (next === undefined) this.#taken.set(host, (this.#taken.get(host) ?? 1) - 1)
    else next()
  }
}
