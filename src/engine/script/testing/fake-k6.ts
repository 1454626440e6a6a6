import { BlockingCall, type Waiter } from '../../modules/blocking.ts'
import { callScript, runSteps, type ScriptFunction, type Steps } from '../../modules/script-call.ts'
import type { World } from './world.ts'

/** How a blocking function of the fake gives its answer. */
export type Answer = (name: string, delay: number, work: () => unknown) => unknown

/** A truly blocking run: time passes within the call. */
export const atOnce =
  (world: World): Answer =>
  (_, delay, work) => {
    try {
      return work()
    } finally {
      world.clock += delay
    }
  }

/** As in a real run: the call is unfinished, and done later. */
export const later =
  (world: World): Answer =>
  (name, delay, work) =>
    new FakeCall(name, world, delay, work)

class FakeCall extends BlockingCall {
  readonly callName: string
  readonly #world: World
  readonly #delay: number
  readonly #work: () => unknown
  #stop: (() => void) | undefined

  constructor(name: string, world: World, delay: number, work: () => unknown) {
    super()
    this.callName = name
    this.#world = world
    this.#delay = delay
    this.#work = work
  }

  override start(waiter: Waiter): void {
    const answer = settled(this.#work)
    this.#stop = this.#world.after(this.#delay, () =>
      answer(
        (value) => waiter.resume(value),
        (error) => waiter.fail(error),
      ),
    )
  }

  override cancel(): void {
    this.#stop?.()
  }
}

/** Does the work now, so that it is written down when it begins; the outcome is told later. */
function settled(work: () => unknown): (resolve: (value: unknown) => void, reject: (error: unknown) => void) => void {
  try {
    const value = work()
    return (resolve) => resolve(value)
  } catch (error) {
    return (_, reject) => reject(error)
  }
}

export interface FakeVuParts {
  readonly world: World
  readonly answer: Answer
  readonly log: (line: string) => void
  readonly id: number
  readonly post: (callback: () => unknown) => void
  readonly outstanding: { readonly begin: () => void; readonly end: () => void }
}

const REQUEST = 3

/** k6's modules for one VU, that do nothing but write down what is asked of them. */
export function fakeModules(parts: FakeVuParts): (specifier: string) => Record<string, unknown> {
  const modules: Record<string, Record<string, unknown>> = { k6: k6(parts), 'k6/http': http(parts) }
  return (specifier) => {
    const found = modules[specifier]
    if (found === undefined) throw new Error(`no fake of ${specifier}`)
    return found
  }
}

function k6({ answer, log }: FakeVuParts): Record<string, unknown> {
  const named = {
    sleep: (seconds: number) => answer('sleep', seconds * 1_000, () => log(`sleep ${seconds}`)),
    group: (name: string, fn: ScriptFunction) => runSteps(group(name, fn, log)),
    check: (value: unknown, checks: Record<string, unknown>) => runSteps(check(value, checks, log)),
    fail: (message: string) => {
      throw new Error(message)
    },
  }
  return { __esModule: true, ...named, default: { ...named } }
}

function* group(name: string, fn: ScriptFunction, log: (line: string) => void): Steps<unknown> {
  log(`group ${name}`)
  try {
    return yield* callScript(fn)
  } finally {
    log(`end ${name}`)
  }
}

function* check(value: unknown, checks: Record<string, unknown>, log: (line: string) => void): Steps<boolean> {
  let passed = true
  for (const [name, expected] of Object.entries(checks)) {
    const result = typeof expected === 'function' ? yield* callScript(expected as ScriptFunction, value) : expected
    log(`check ${name} ${Boolean(result)}`)
    passed &&= Boolean(result)
  }
  return passed
}

function http(vu: FakeVuParts): Record<string, unknown> {
  const { answer, log, world } = vu
  const send = (method: string, url: string, body?: unknown): object => {
    log(`${method} ${url}${body === undefined ? '' : ` ${JSON.stringify(body)}`}`)
    if (url.includes('broken')) throw new Error(`${url} is broken`)
    return {
      url,
      status: url.includes('missing') ? 404 : 200,
      body: `body of ${url}`,
      json: () => ({ url, list: [1, 2] }),
    }
  }
  const request = (method: string, url: unknown, body?: unknown): unknown =>
    answer(`http.${method.toLowerCase()}`, REQUEST, () => send(method, String(url), body))
  const named = {
    get: (url: unknown) => request('GET', url),
    post: (url: unknown, body?: unknown) => request('POST', url, body),
    del: (url: unknown) => request('DEL', url),
    batch: (urls: readonly string[]) => answer('http.batch', REQUEST, () => urls.map((url) => send('BATCH', url))),
    request: (method: string, url: unknown, body?: unknown) => request(method, url, body),
    url: (parts: readonly string[], ...values: unknown[]) =>
      parts.reduce((text, part, i) => `${text}${String(values[i - 1])}${part}`),
    asyncRequest: (method: string, url: string) => {
      const { promise, resolve, reject } = Promise.withResolvers()
      const answer = settled(() => send(`ASYNC ${method}`, url))
      vu.outstanding.begin()
      world.after(REQUEST, () => {
        answer(resolve, reject)
        setImmediate(vu.outstanding.end)
      })
      return promise
    },
  }
  return { __esModule: true, ...named, default: { ...named } }
}

/** The globals of k6 for one VU. */
export function fakeGlobals(vu: FakeVuParts): object {
  const { log, world, id } = vu
  const cancels = new Map<number, () => void>()
  let timers = 0
  const setTimeout = (callback: () => unknown, delay = 0): number => {
    vu.outstanding.begin()
    timers += 1
    const timer = timers
    const stop = world.after(delay, () => {
      cancels.delete(timer)
      vu.post(callback)
      vu.outstanding.end()
    })
    cancels.set(timer, () => {
      stop()
      vu.outstanding.end()
    })
    return timer
  }
  return {
    __ENV: { HOST: 'env.test' },
    get __VU() {
      return id
    },
    __ITER: 0,
    console: { log: (...args: unknown[]) => log(`log ${args.map(shown).join(' ')}`) },
    setTimeout,
    clearTimeout: (timer: number) => cancels.get(timer)?.(),
  }
}

const shown = (value: unknown): string =>
  typeof value === 'string'
    ? value
    : value instanceof Error
      ? `${value.name}: ${value.message}`
      : (JSON.stringify(value) ?? String(value))
