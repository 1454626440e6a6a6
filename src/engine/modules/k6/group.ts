import { Builtin } from '../../metrics/metric.ts'
import type { ScriptFunction, Steps } from '../script-call.ts'
import { callScript } from '../script-call.ts'
import type { Vu } from '../vu.ts'
import { isAsyncFunction } from '../async-function.ts'
import { groupPath } from './group-name.ts'
import { GoError } from '../go-error.ts'

/** `group(name, fn)`: samples made within carry the group's path; measures how long it took, also when it throws. */
export function* group(vu: Vu, name: unknown, fn: unknown): Steps<unknown> {
  if (vu.stage === 'init') throw new GoError('Using group() in the init context is not supported')
  const callback = callbackOf(fn)
  const outer = vu.groupPath
  const path = groupPath(outer, String(name))
  const { clock, shard } = vu.worker
  enter(vu, path)
  const startedAt = clock.now()
  try {
    return yield* callScript(callback)
  } finally {
    shard.add(Builtin.group_duration, vu.tags, clock.now() - startedAt, vu.metadata.current)
    enter(vu, outer)
  }
}

function callbackOf(fn: unknown): ScriptFunction {
  if (typeof fn !== 'function') throw new GoError('group() requires a callback as a second argument')
  if (isAsyncFunction(fn)) {
    throw new GoError(
      'group() does not support async functions as arguments, ' +
        'please see https://grafana.com/docs/k6/latest/javascript-api/k6/group/ for more info',
    )
  }
  return fn as ScriptFunction
}

/** Only the group's own tag changes: what the script sets on the VU inside of a group outlives it. */
function enter(vu: Vu, path: string): void {
  vu.groupPath = path
  if (vu.worker.systemTags.has('group')) vu.tags = vu.worker.shard.tagSets.with(vu.tags, 'group', path)
}
