import { compileFunction } from 'node:vm'
import { transformSync } from 'esbuild'
import type { Waiter } from '../../modules/blocking.ts'
import { loadFactory } from '../instance.ts'
import { UncaughtRejection } from '../uncaught-rejection.ts'
import { transformScript } from '../transform/transform-script.ts'
import { type Answer, atOnce, fakeGlobals, fakeModules, type FakeVuParts, later } from './fake-k6.ts'
import { World } from './world.ts'

/** What a VU did, in order, and how it ended. */
export type Log = readonly string[]

type Exports = Readonly<Record<string, unknown>>
type Start = (exports: Exports, body: () => unknown, waiter: Waiter) => void

/** Runs `default` of a script as it stands, with calls that really block. */
export async function runBlocking(source: string, id = 1): Promise<Log> {
  const world = new World()
  const vu = new LoggedVu(world, atOnce(world), id)
  const { code } = transformSync(source, { format: 'cjs', target: 'esnext' })
  const globals = fakeGlobals(vu)
  const own: Record<string, unknown> = { ...globals, process: undefined, Buffer: undefined, fetch: undefined }
  const module = { exports: {} as Exports }
  const names = ['require', 'module', 'exports', 'globalThis', ...Object.keys(own)]
  vu.attempt(() => {
    const body = compileFunction(code, names)
    body(fakeModules(vu), module, module.exports, own, ...Object.values(own))
    vu.iterate(module.exports, (_, run, waiter) => {
      try {
        Promise.resolve(run()).then(
          (value: unknown) => waiter.resume(value),
          (reason: unknown) => waiter.fail(new UncaughtRejection(reason)),
        )
      } catch (error) {
        waiter.fail(error)
      }
    })
  })
  await world.drain()
  return vu.lines
}

/** Runs `default` of a transformed script in several VUs at once; each has its own log. */
export async function runTransformed(source: string, vus = 3, map?: string): Promise<readonly Log[]> {
  const world = new World()
  const logs = Array.from({ length: vus }, (_, index) => new LoggedVu(world, later(world), index + 1))
  const factory = loadFactory(transformScript({ code: source, map, file: 'script.js' }))
  for (const vu of logs) {
    vu.attempt(() => {
      const instance = factory.instantiate({ modules: fakeModules(vu), globals: fakeGlobals(vu) })
      vu.post = (callback) => instance.fiber.post(callback)
      vu.outstanding = instance.fiber.outstanding
      const iterate = (): void => vu.iterate(instance.exports, (_, body, waiter) => instance.fiber.run(body, waiter))
      if (instance.ready === undefined) iterate()
      else void instance.ready.then(iterate)
    })
  }
  await world.drain()
  return logs.map(({ lines }) => lines)
}

class LoggedVu implements FakeVuParts {
  readonly #lines: string[] = []
  #end = 'never ended'
  readonly world: World
  readonly answer: Answer
  readonly id: number
  post: (callback: () => unknown) => void = (callback) => this.attempt(callback)
  outstanding: FakeVuParts['outstanding'] = { begin: () => {}, end: () => {} }

  constructor(world: World, answer: Answer, id: number) {
    this.world = world
    this.answer = answer
    this.id = id
  }

  /** The end comes last: when the fiber is told of it says nothing about what the script did. */
  get lines(): Log {
    return [...this.#lines, this.#end]
  }

  readonly log = (line: string): void => {
    this.#lines.push(line)
  }

  attempt(work: () => unknown): void {
    try {
      work()
    } catch (error) {
      this.#end = `error ${messageOf(error)}`
    }
  }

  iterate(exports: Exports, start: Start): void {
    const body = (): unknown => (exports['default'] as (data: unknown) => unknown)({ from: 'setup' })
    start(exports, body, {
      resume: (value) => {
        this.#end = `result ${JSON.stringify(value) ?? 'undefined'}`
      },
      fail: (error) => {
        this.#end = `error ${messageOf(error)}`
      },
    })
  }
}

const messageOf = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}` : String(error)
