import { BlockingCall, CannotWaitError, take } from '../modules/blocking.ts'
import { Abort } from '../modules/execution/abort.ts'
import { AsyncSteps } from './fiber-async.ts'
import { asyncIteratorOf, BlockingGenerator, collect, delegate, Given, LoopItems } from './fiber-iteration.ts'
import type { Resumable } from '../modules/steps-call.ts'
import { NOWHERE, SuspendedCall } from './fiber-suspended-call.ts'
import { ownedBy } from './fiber-owner.ts'
import type { Fiber } from './fiber.ts'
import { builtIn, isCallback } from './natives/ask.ts'
import { waitingVersions } from './natives/waiting-versions.ts'
import { FreeSlot } from './free-slot.ts'

export type ModuleNamespace = Readonly<Record<string, unknown>>

const reactions: ReadonlySet<unknown> = new Set(
  ['then', 'catch', 'finally'].map((name) => builtIn(Promise.prototype, name)),
)

const AsyncFunction: object = Object.getPrototypeOf(async () => {}) as object

interface RuntimeParts {
  readonly fiber: Fiber
  readonly describe: (place: number) => string
  readonly modules: (specifier: string) => ModuleNamespace
  /** The VU's own global object. */
  readonly global: Record<string, unknown>
  /** The last of the arguments is the body. */
  readonly makeFunction: (args: readonly string[]) => unknown
}

/** What the transformed code of one VU calls: the counterpart of the rewrites. */
export class Runtime {
  readonly #fiber: Fiber
  readonly #describe: (place: number) => string
  readonly #modules: (specifier: string) => ModuleNamespace
  readonly #global: Record<string, unknown>
  readonly #makeFunction: (args: readonly string[]) => unknown

  constructor({ fiber, describe, modules, global, makeFunction }: RuntimeParts) {
    this.#makeFunction = makeFunction
    this.#fiber = fiber
    this.#describe = describe
    this.#modules = modules
    this.#global = global
  }

  /** Runs a function that may block: its result, or an unfinished call for it. */
  enter(steps: Resumable, place: number): unknown {
    const result = steps.next(undefined)
    return result.done === true
      ? result.value
      : new SuspendedCall(this.#fiber, steps, result.value as BlockingCall, place)
  }

  /** Runs a constructor that may block: the new object, or an unfinished call for it. */
  construct(self: object, steps: Steps, place: number): unknown {
    return this.enter(constructing(self, steps), place)
  }

  /** Runs the rest of a constructor on what `super()` made, which may be an unfinished call for it. */
  constructOn(made: object, rest: () => Steps, place: number): unknown {
    return this.enter(constructingOn(made, rest), place)
  }

  /** Runs a function that is a constructor if it was called by `new`. */
  enterOrConstruct(target: unknown, self: object, steps: Steps, place: number): unknown {
    return target === undefined ? this.enter(steps, place) : this.construct(self, steps, place)
  }

  /** Runs an async function up to its first `await`: its promise, or an unfinished call for it. */
  async(steps: Resumable, place: number): unknown {
    return this.enter(new AsyncSteps(this.#fiber, steps, place), place)
  }

  /** Gives a function that stands for an async one the looks of it. */
  asAsync(fn: object, name?: string): object {
    Object.setPrototypeOf(fn, AsyncFunction)
    if (name !== undefined) Object.defineProperty(fn, 'name', { value: name, configurable: true })
    return fn
  }

  /** Gives a function or a class the name that its author gave it, unless it has one of its own making. */
  named(value: object, name: string): object {
    const own = Object.getOwnPropertyDescriptor(value, 'name')
    if (own === undefined || (own.configurable === true && own.writable === false))
      Object.defineProperty(value, 'name', { value: name, configurable: true })
    return value
  }

  /** The generator object of a generator function that may block. */
  generator(steps: Generator<unknown, unknown, unknown>, place: number): BlockingGenerator {
    return new BlockingGenerator(this.#fiber, steps, place)
  }

  give(value: unknown): Given {
    return new Given(value)
  }

  delegate(items: Iterable<unknown>): Resumable {
    return delegate(items)
  }

  /** The items of a spread. */
  collect(items: Iterable<unknown>): unknown {
    return Array.isArray(items) ? items : this.enter(collect(items), NOWHERE)
  }

  each(items: Iterable<unknown>): LoopItems {
    return new LoopItems(items[Symbol.iterator]())
  }

  awaitEach(items: AsyncIterable<unknown> | Iterable<unknown>): LoopItems {
    return new LoopItems(asyncIteratorOf(items))
  }

  /** The value of a call where nothing can wait. */
  refuse(value: unknown, place: number): unknown {
    if (!(value instanceof BlockingCall)) return value
    take(value)
    if (value instanceof Abort) throw value.error
    const error = new CannotWaitError(`${value.callName} blocks, but ${this.#describe(place)} cannot wait`)
    throw this.#fiber.spoil(error)
  }

  /** A name that the script declares nowhere. */
  free(name: string): unknown {
    if (name in this.#global) return this.#global[name]
    throw new ReferenceError(`${name} is not defined`)
  }

  /** The same name where something is assigned to it. */
  freeSlot(name: string): FreeSlot {
    return new FreeSlot(this.#global, name)
  }

  refuseImport(): never {
    throw new SyntaxError('import() is not supported: use an import statement')
  }

  /** `object[name](...args)` for a built-in that calls back; `shown` is how the script writes `object[name]`. */
  invoke(object: unknown, name: string, shown: string, ...args: unknown[]): unknown {
    const method: unknown = (object as Record<string, unknown>)[name]
    if (!isCallback(method)) throw new TypeError(`${shown} is not a function`)
    if (reactions.has(method)) return this.#react(method, object, args)
    const steps = waitingVersions.get(method)?.(object, args)
    return steps === undefined ? Reflect.apply(method, object, args) : this.enter(steps, NOWHERE)
  }

  /** `new Promise(executor)` with an executor that may block: then the VU waits, as it does for any other function. */
  promise(executor: Executor): unknown {
    return this.enter(promiseSteps(this.#fiber, executor), NOWHERE)
  }

  /** `Function(...)` and `new Function(...)`: the function sees the globals of the VU. */
  makeFunction(...args: readonly unknown[]): unknown {
    return this.#makeFunction(args.map(String))
  }

  #react(method: (...args: unknown[]) => unknown, promise: unknown, callbacks: readonly unknown[]): unknown {
    const reactions = callbacks.map((callback) => this.#reaction(callback))
    const result: unknown = Reflect.apply(method, promise, reactions)
    return result instanceof Promise ? ownedBy(this.#fiber, result) : result
  }

  #reaction(callback: unknown): unknown {
    if (typeof callback !== 'function') return callback
    const { epoch } = this.#fiber
    return (...values: unknown[]) =>
      this.#fiber.epoch === epoch
        ? this.#fiber.react(() => Reflect.apply(callback, undefined, values))
        : new Promise(() => {})
  }

  /** What it does not have is undefined, as in k6; the user was warned when the script was loaded. */
  module(specifier: string): ModuleNamespace {
    return this.#modules(specifier)
  }

  exports(own: ModuleNamespace, ...stars: readonly string[]): ModuleNamespace {
    for (const specifier of stars) {
      for (const [name, value] of Object.entries(this.#modules(specifier))) {
        if (name !== 'default' && !(name in own)) Object.defineProperty(own, name, { value, enumerable: true })
      }
    }
    return own
  }
}

type Steps = Generator<unknown, unknown, unknown>

/** A constructor gives the new object unless it returns another. */
function* constructing(self: object, steps: Steps): Steps {
  const value = yield* steps
  return Object(value) === value ? value : self
}

function* constructingOn(made: object, rest: () => Steps): Steps {
  const self = (made instanceof BlockingCall ? yield made : made) as object
  return yield* constructing(self, Reflect.apply(rest, self, []))
}

type Executor = (resolve: (value: unknown) => void, reject: (error: unknown) => void) => unknown

function* promiseSteps(fiber: Fiber, executor: Executor): Generator<unknown, unknown, unknown> {
  const { promise, resolve, reject } = Promise.withResolvers<unknown>()
  try {
    const answer = executor(resolve, reject)
    if (answer instanceof BlockingCall) yield answer
  } catch (error) {
    reject(error)
  }
  return ownedBy(fiber, promise)
}
