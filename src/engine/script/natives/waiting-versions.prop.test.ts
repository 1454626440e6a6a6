import fc from 'fast-check'
import { expect, it } from 'vitest'
import { BlockingCall, type Waiter } from '../../modules/blocking.ts'
import { type Resumable, StepsCall } from '../../modules/steps-call.ts'
import { waitingVersions } from './waiting-versions.ts'

class Answered extends BlockingCall {
  readonly callName = 'http.get'
  readonly #value: unknown

  constructor(value: unknown) {
    super()
    this.#value = value
  }
  override start(waiter: Waiter): void {
    waiter.resume(this.#value)
  }
  override cancel(): void {}
}

type Method = (...args: unknown[]) => unknown
interface Run {
  readonly result: unknown
  readonly calls: readonly unknown[]
}

/** What a built-in gives and how it calls back. */
function run(attempt: (record: (args: unknown[]) => void) => unknown): Run {
  const calls: unknown[] = []
  try {
    return { result: attempt((args) => calls.push(structuredClone(args))), calls }
  } catch (error) {
    return { result: String(error), calls }
  }
}

function finish(steps: Resumable): unknown {
  const first = steps.next(undefined)
  if (first.done === true) return first.value
  let outcome: { how: 'resume' | 'fail'; value: unknown } | undefined
  new StepsCall(steps, first.value as BlockingCall).start({
    resume: (value) => {
      outcome = { how: 'resume', value }
    },
    fail: (value) => {
      outcome = { how: 'fail', value }
    },
  })
  if (outcome?.how === 'fail') throw outcome.value
  return outcome?.value
}

/** Arrays with holes. */
const list = fc.array(fc.option(fc.integer({ min: -3, max: 3 }), { nil: undefined }), { maxLength: 6 }).chain((items) =>
  fc.array(fc.nat({ max: 5 }), { maxLength: 2 }).map((holes) => {
    const sparse = [...items]
    for (const hole of holes) if (hole < sparse.length) Reflect.deleteProperty(sparse, hole)
    return sparse
  }),
)

/** How a callback answers its n-th call: what it gives, what it does to the list, whether it blocks. */
const plan = fc.array(
  fc.record({
    gives: fc.oneof(fc.boolean(), fc.integer(), fc.constant([1, [2]]), fc.string()),
    change: fc.constantFrom('nothing', 'push', 'pop', 'set'),
    blocks: fc.boolean(),
  }),
  { minLength: 1, maxLength: 5 },
)

const methods = [
  'forEach',
  'map',
  'filter',
  'some',
  'every',
  'find',
  'findIndex',
  'findLast',
  'findLastIndex',
  'flatMap',
  'reduce',
  'reduceRight',
] as const

it.each(methods)('%s with a callback that blocks does what the built-in does', (name) => {
  const builtIn = Reflect.get(Array.prototype, name) as Method
  fc.assert(
    fc.property(list, plan, fc.option(fc.string(), { nil: undefined }), (items, answers, extra) => {
      const attempt = (blocking: boolean): Run & { after: unknown } => {
        const own = [...items.keys()].reduce<unknown[]>(
          (copy, key) => (key in items && (copy[key] = items[key]), copy),
          [],
        )
        own.length = items.length
        let turn = 0
        const ran = run((record) => {
          const callback = (...args: unknown[]): unknown => {
            record(args)
            const answer = answers[turn % answers.length]
            turn += 1
            if (answer?.change === 'push' && turn < 5) own.push(turn)
            if (answer?.change === 'pop') own.pop()
            if (answer?.change === 'set') own[own.length - 1] = turn
            return blocking && answer?.blocks === true ? new Answered(answer.gives) : answer?.gives
          }
          const args = extra === undefined ? [callback] : [callback, extra]
          if (!blocking) return Reflect.apply(builtIn, own, args)
          const steps = waitingVersions.get(builtIn)?.(own, args)
          if (steps === undefined) throw new Error(`no version of ${name}`)
          return finish(steps)
        })
        return { ...ran, after: own }
      }
      expect(attempt(true)).toEqual(attempt(false))
    }),
    { numRuns: 300 },
  )
})

it.each(['replace', 'replaceAll'] as const)('%s with a function that blocks does what the built-in does', (name) => {
  const builtIn = Reflect.get(String.prototype, name) as Method
  const pattern = fc.constantFrom<string | RegExp>('a', '', 'ab', /a/g, /(a)(b)?/g, /(?<x>b)|c/g, /^/g, /$/gm)
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('a', 'b', 'c', '\n', '$') }),
      pattern,
      fc.string(),
      (text, wanted, gives) => {
        const attempt = (blocking: boolean): Run =>
          run((record) => {
            const callback = (...args: unknown[]): unknown => {
              record(args.map((arg) => (typeof arg === 'object' ? { ...arg } : arg)))
              return blocking ? new Answered(gives) : gives
            }
            const steps = blocking ? waitingVersions.get(builtIn)?.(text, [wanted, callback]) : undefined
            return steps === undefined ? Reflect.apply(builtIn, text, [wanted, callback]) : finish(steps)
          })
        expect(attempt(true)).toEqual(attempt(false))
      },
    ),
  )
})

it('makes lists of the kind that the built-in makes', () => {
  class Special extends Array<number> {}
  const map = waitingVersions.get(builtInMap)?.(Special.of(1, 2), [(x: number) => new Answered(x * 2)])
  expect(map === undefined ? undefined : finish(map)).toEqual(Special.of(2, 4))
  const from = waitingVersions.get(builtInFrom)?.(Special, [new Set([1, 2]), (x: number) => new Answered(x)])
  expect(from === undefined ? undefined : finish(from)).toBeInstanceOf(Special)
})

const builtInMap: unknown = Reflect.get(Array.prototype, 'map')
const builtInFrom: unknown = Reflect.get(Array, 'from')

it('leaves what is no callback to the built-in', () => {
  expect(waitingVersions.get(builtInMap)?.([1], [undefined])).toBeUndefined()
  expect(waitingVersions.get(builtInMap)?.(undefined, [() => 1])).toBeUndefined()
  expect(waitingVersions.get(builtInFrom)?.(Array, [undefined, () => 1])).toBeUndefined()
})
