import { Builtin } from '../../metrics/metric.ts'
import type { TagSetId } from '../../metrics/tag-sets.ts'
import { callScript, type ScriptFunction, type Steps } from '../script-call.ts'
import { withUserTags } from '../user-tags.ts'
import type { Vu } from '../vu.ts'
import { isAsyncFunction } from '../async-function.ts'
import { refuseSeparator } from './group-name.ts'
import { GoError } from '../go-error.ts'

/**
 * `check(value, { name: predicate or value }, tags)`: one sample of `checks` for each name. Goes on after a check that is
 * false; a predicate that throws counts as false, and ends it.
 */
export function* check(vu: Vu, value: unknown, [checks, extraTags]: readonly unknown[]): Steps<boolean> {
  if (vu.stage === 'init') throw new GoError('Using check() in the init context is not supported')
  if (checks === undefined) throw new GoError('no checks provided to `check`')
  if (checks === null) throw new TypeError('Cannot convert undefined or null to object')
  const tags = withUserTags(vu.worker.shard.tagSets, vu.tags, extraTags)
  let allPassed = true
  for (const [name, expected] of Object.entries(checks)) {
    refuseSeparator(name)
    const passed = yield* passes(vu, value, { name, expected, tags })
    if (!passed) allPassed = false
  }
  return allPassed
}

interface OneCheck {
  readonly name: string
  readonly expected: unknown
  readonly tags: TagSetId
}

function* passes(vu: Vu, value: unknown, one: OneCheck): Steps<boolean> {
  if (isAsyncFunction(one.expected)) {
    throw new GoError(
      'the built-in check() does not support async functions as arguments. Use the JavaScript utils library as a ' +
        'replacement. Refer to https://grafana.com/docs/k6/latest/javascript-api/jslib/utils/check/ for more info',
    )
  }
  let passed = false
  try {
    passed = Boolean(yield* resolve(one.expected, value))
  } finally {
    record(vu, one, passed)
  }
  return passed
}

function* resolve(expected: unknown, value: unknown): Steps<unknown> {
  return typeof expected === 'function' ? yield* callScript(expected as ScriptFunction, value) : expected
}

function record({ worker, metadata }: Vu, { name, tags }: OneCheck, passed: boolean): void {
  const { shard, systemTags } = worker
  const tagged = systemTags.has('check') ? shard.tagSets.with(tags, 'check', name) : tags
  shard.add(Builtin.checks, tagged, passed ? 1 : 0, metadata.current)
}
