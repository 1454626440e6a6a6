import { Builtin } from '../../metrics/metric.ts'
import type { TagSetId } from '../../metrics/tag-sets.ts'
import { BlockingCall } from '../blocking.ts'
import { runSteps, type ScriptFunction, type Steps } from '../script-call.ts'
import { withUserTags } from '../user-tags.ts'
import type { Vu } from '../vu.ts'
import { isAsyncFunction } from '../async-function.ts'
import { refuseSeparator } from './group-name.ts'
import { GoError } from '../go-error.ts'

/**
 * `check(value, { name: predicate or value }, tags)`: one sample of `checks` for each name. Goes on after a check that is
 * false; a predicate that throws counts as false, and ends it. An unfinished call when a predicate blocks.
 */
export function check(vu: Vu, value: unknown, [checks, extraTags]: readonly unknown[]): boolean | BlockingCall {
  if (vu.stage === 'init') throw new GoError('Using check() in the init context is not supported')
  if (checks === undefined) throw new GoError('no checks provided to `check`')
  if (checks === null) throw new TypeError('Cannot convert undefined or null to object')
  const tags = withUserTags(vu.worker.shard.tagSets, vu.tags, extraTags)
  return new Checking(vu, value, Object.entries(checks), tags).run()
}

/** Runs as plain calls as long as no predicate blocks, which is nearly always: steps cost several times as much. */
class Checking {
  readonly #vu: Vu
  readonly #value: unknown
  readonly #checks: readonly (readonly [name: string, expected: unknown])[]
  readonly #tags: TagSetId
  #at = 0
  #allPassed = true

  constructor(vu: Vu, value: unknown, checks: readonly (readonly [string, unknown])[], tags: TagSetId) {
    this.#vu = vu
    this.#value = value
    this.#checks = checks
    this.#tags = tags
  }

  run(): boolean | BlockingCall {
    for (; this.#at < this.#checks.length; this.#at += 1) {
      const result = this.#ask()
      if (result instanceof BlockingCall) return runSteps(this.#wait(result))
      this.#count(Boolean(result))
    }
    return this.#allPassed
  }

  /** From a predicate that blocks on. */
  *#wait(first: BlockingCall): Steps<boolean> {
    let unfinished: BlockingCall | undefined = first
    for (; this.#at < this.#checks.length; this.#at += 1) {
      const result: unknown = unfinished ?? this.#ask()
      this.#count(Boolean(result instanceof BlockingCall ? yield* this.#answerOf(result) : result))
      unfinished = undefined
    }
    return this.#allPassed
  }

  *#answerOf(call: BlockingCall): Steps<unknown> {
    try {
      return yield call
    } catch (error) {
      this.#count(false)
      throw error
    }
  }

  #ask(): unknown {
    const [name, expected] = this.#checks[this.#at] ?? ['', undefined]
    refuseSeparator(name)
    if (typeof expected !== 'function') return expected
    refuseAsync(expected)
    try {
      return (expected as ScriptFunction).call(undefined, this.#value)
    } catch (error) {
      this.#count(false)
      throw error
    }
  }

  #count(passed: boolean): void {
    const { worker, metadata } = this.#vu
    const { shard, systemTags } = worker
    const name = this.#checks[this.#at]?.[0] ?? ''
    const tags = systemTags.has('check') ? shard.tagSets.withCommon(this.#tags, 'check', name) : this.#tags
    shard.add(Builtin.checks, tags, passed ? 1 : 0, metadata.current)
    if (!passed) this.#allPassed = false
  }
}

function refuseAsync(expected: unknown): void {
  if (!isAsyncFunction(expected)) return
  throw new GoError(
    'the built-in check() does not support async functions as arguments. Use the JavaScript utils library as a ' +
      'replacement. Refer to https://grafana.com/docs/k6/latest/javascript-api/jslib/utils/check/ for more info',
  )
}
