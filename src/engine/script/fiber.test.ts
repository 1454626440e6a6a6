import { expect, it, vi } from 'vitest'
import { BlockingCall, type Waiter } from '../modules/blocking.ts'
import { callScript, runSteps, type ScriptFunction } from '../modules/script-call.ts'
import { ScriptedCall } from '../modules/testing/scripted-call.ts'
import { Fiber } from './fiber.ts'
import { loadFactory, type ScriptInstance } from './instance.ts'
import { transformScript } from './transform/transform-script.ts'

/** A call that is done before `start` returns. */
class Immediate extends BlockingCall {
  readonly callName = 'http.get'
  readonly #value: unknown

  constructor(value: unknown) {
    super()
    this.#value = value
  }
  override start(waiter: Waiter): void {
    if (this.#value instanceof Error) waiter.fail(this.#value)
    else waiter.resume(this.#value)
  }
  override cancel(): void {}
}

function instanceOf(code: string, get: (url: string) => unknown): ScriptInstance {
  const compiled = transformScript({
    code: `import { get } from 'k6/http'\n${code}`,
    map: undefined,
    file: 'script.js',
  })
  return loadFactory(compiled).instantiate({ modules: () => ({ get }), globals: {} })
}

interface Outcome {
  readonly resume: ReturnType<typeof vi.fn<(value: unknown) => void>>
  readonly fail: ReturnType<typeof vi.fn<(error: unknown) => void>>
}

const outcome = (): Outcome => ({ resume: vi.fn<(value: unknown) => void>(), fail: vi.fn<(error: unknown) => void>() })

function start({ fiber, exports }: ScriptInstance, ...args: unknown[]): Outcome {
  const told = outcome()
  fiber.run(() => Reflect.apply(exports['default'] as () => unknown, undefined, args), told)
  return told
}

const quietFiber = (usesPromises = false): Fiber =>
  new Fiber({ describe: () => 'somewhere', frameOf: () => undefined, usesPromises })

it('tells the result of a script that does not block at once', () => {
  expect(
    start(
      instanceOf('export default (x) => x + 1', () => 0),
      4,
    ).resume,
  ).toHaveBeenCalledExactlyOnceWith(5)
})

it('begins a call only when the script has stopped at it, and goes on with its result', () => {
  const call = new ScriptedCall()
  const told = start(instanceOf('export default () => get("/a") + 1', () => call))
  expect(told.resume).not.toHaveBeenCalled()
  call.waiter?.resume(41)
  expect(told.resume).toHaveBeenCalledExactlyOnceWith(42)
})

it('throws the error of a call where it was called', () => {
  const call = new ScriptedCall()
  const told = start(
    instanceOf('export default () => { try { return get("/a") } catch (e) { return e.message } }', () => call),
  )
  call.waiter?.fail(new Error('refused'))
  expect(told.resume).toHaveBeenCalledExactlyOnceWith('refused')
})

it('passes on what the script does not catch', () => {
  const error = new Error('refused')
  const told = start(
    instanceOf(
      'const f = () => { const x = get("/a"); return x }\nexport default () => f()',
      () => new Immediate(error),
    ),
  )
  expect(told.fail).toHaveBeenCalledExactlyOnceWith(error)
})

it.each([
  ['one function', 'export default (n) => { let sum = 0; for (let i = 0; i < n; i += 1) sum += get(i); return sum }'],
  [
    'a function in a function',
    'const one = (i) => { const x = get(i); return x }\nexport default (n) => { let sum = 0; for (let i = 0; i < n; i += 1) sum += one(i); return sum }',
  ],
  ['a callback', 'export default (n) => Array.from({ length: n }).reduce((sum) => sum + get(1), 0)'],
])('does not grow the stack when %s makes 50,000 calls that are done at once', (_, code) => {
  expect(
    start(
      instanceOf(code, () => new Immediate(1)),
      50_000,
    ).resume,
  ).toHaveBeenCalledExactlyOnceWith(50_000)
})

it('does not grow the stack when iterations that are done at once follow one another', () => {
  const { fiber, exports } = instanceOf('export default () => get("/a")', () => new Immediate(1))
  let left = 50_000
  const again = (): void => {
    left -= 1
    if (left > 0) fiber.run(exports['default'] as () => unknown, { resume: again, fail: again })
  }
  fiber.run(exports['default'] as () => unknown, { resume: again, fail: again })
  expect(left).toBe(0)
})

it('suspends and resumes a recursion of a thousand functions', () => {
  const call = new ScriptedCall()
  const told = start(
    instanceOf(
      'const down = (n) => (n === 0 ? get("/") : 1 + down(n - 1))\nexport default () => down(1000)',
      () => call,
    ),
  )
  call.waiter?.resume(5)
  expect(told.resume).toHaveBeenCalledExactlyOnceWith(1005)
})

it('cancels the call it waits for and tells nobody', () => {
  const call = new ScriptedCall()
  const instance = instanceOf(
    'const f = () => { get("/a"); return 1 }\nexport default () => { f(); get("/b") }',
    () => call,
  )
  const told = start(instance)
  instance.fiber.cancel()
  call.waiter?.resume(1)
  expect(call.isCancelled).toBe(true)
  expect([told.resume.mock.calls, told.fail.mock.calls]).toEqual([[], []])
})

it('runs the next iteration after one was cancelled', () => {
  const calls = [new ScriptedCall(), new ScriptedCall()]
  const instance = instanceOf('export default () => get("/a")', () => calls.shift())
  const [, second] = calls
  start(instance)
  instance.fiber.cancel()
  const told = start(instance)
  second?.waiter?.resume('fine')
  expect(told.resume).toHaveBeenCalledExactlyOnceWith('fine')
})

it('keeps callbacks waiting while a call is unfinished, and runs them in order', () => {
  const call = new ScriptedCall()
  const done: string[] = []
  const { fiber, exports } = instanceOf('export default (log) => { get("/a"); log("main") }', () => call)
  fiber.run(() => (exports['default'] as (log: unknown) => unknown)((line: string) => done.push(line)), outcome())
  fiber.post(() => done.push('first'))
  fiber.post(() => done.push('second'))
  expect(done).toEqual([])
  call.waiter?.resume(1)
  expect(done).toEqual(['main', 'first', 'second'])
})

it('tells the end only when nothing is outstanding', () => {
  const fiber = quietFiber()
  const told = outcome()
  fiber.run(() => fiber.outstanding.begin(), told)
  expect(told.resume).not.toHaveBeenCalled()
  fiber.post(() => fiber.outstanding.end())
  expect(told.resume).toHaveBeenCalledExactlyOnceWith(undefined)
})

it('fails when a callback throws, and forgets what else was to run', () => {
  const fiber = quietFiber()
  const told = outcome()
  const never = vi.fn<() => void>()
  fiber.run(() => {
    fiber.outstanding.begin()
    fiber.post(() => {
      throw new Error('in the timer')
    })
    fiber.post(never)
  }, told)
  expect(told.fail).toHaveBeenCalledExactlyOnceWith(new Error('in the timer'))
  expect(never).not.toHaveBeenCalled()
})

it('lets reactions of promises run before it tells the end', async () => {
  const fiber = quietFiber(true)
  const told = outcome()
  const order: string[] = []
  told.resume.mockImplementation(() => order.push('end'))
  fiber.run(() => void Promise.resolve().then(() => fiber.react(() => order.push('reaction'))), told)
  await vi.waitFor(() => expect(order).toEqual(['reaction', 'end']))
})

it('waits for functions of modules that call back', () => {
  const call = new ScriptedCall()
  const around = (fn: ScriptFunction): unknown =>
    runSteps(
      (function* () {
        const inner = yield* callScript(fn)
        return `around ${String(inner)}`
      })(),
    )
  const compiled = transformScript({
    code: 'import { group } from "k6"\nimport { get } from "k6/http"\nexport default () => group(() => get("/a") + "!")',
    map: undefined,
    file: 'script.js',
  })
  const instance = loadFactory(compiled).instantiate({
    modules: (specifier) => (specifier === 'k6' ? { group: around } : { get: () => call }),
    globals: {},
  })
  const told = start(instance)
  call.waiter?.resume('page')
  expect(told.resume).toHaveBeenCalledExactlyOnceWith('around page!')
})

it('refuses a function that blocks when a module calls it past the fiber', () => {
  const { exports } = instanceOf('export const callback = () => { get("/a"); return 1 }', () => new ScriptedCall())
  expect(exports['callback']).toThrow("http.get blocks, but what called 'callback' at script.js:2 cannot wait")
})
