import { namespaceOf } from '../namespace.ts'
import { runSteps } from '../script-call.ts'
import { Sleep } from '../sleep.ts'
import { timersOf } from '../timer-queue.ts'
import { toText } from '../to-text.ts'
import type { ModuleFactory, Vu } from '../vu.ts'
import { check } from './check.ts'
import { group } from './group.ts'
import { GoError } from '../go-error.ts'

function fail(message?: unknown): never {
  throw new GoError(message === undefined ? '' : toText(message))
}

/** Seconds; what is no positive number waits not at all, but lets others run. */
function sleep(vu: Vu, seconds: unknown): Sleep {
  const delay = Number(seconds) * 1_000
  return new Sleep(timersOf(vu.worker), delay > 0 ? delay : 0)
}

export const k6: ModuleFactory = (vu) =>
  namespaceOf({
    check: (value: unknown, ...rest: unknown[]) => check(vu, value, rest),
    fail,
    group: (name: unknown, fn: unknown) => runSteps(group(vu, name, fn)),
    randomSeed: (seed: unknown) => vu.seed(Math.trunc(Number(seed)) || 0),
    sleep: (seconds?: unknown) => sleep(vu, seconds),
  })
