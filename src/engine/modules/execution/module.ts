import type { Millis } from '../../../base/units.ts'
import { freezeDeeply } from '../freeze-deeply.ts'
import { TestAborted } from '../test-aborted.ts'
import { Abort } from './abort.ts'
import { toText } from '../to-text.ts'
import type { ModuleFactory, ScenarioContext, Vu, WorkerContext } from '../vu.ts'
import { infoObject, lazyMembers } from './info-object.ts'
import { metadataObject, tagsObject } from './tags-object.ts'
import { GoError } from '../go-error.ts'

function scenarioOf(vu: Vu): ScenarioContext {
  if (vu.scenario === undefined || vu.stage !== 'iteration') {
    throw new GoError('getting scenario information outside of the VU context is not supported')
  }
  return vu.scenario
}

const startTimes = new WeakMap<ScenarioContext, number>()

/** In ms since 1970. Kept, because wall clock and monotonic clock drift apart and a start does not move. */
function startTimeOf(scenario: ScenarioContext, { clock }: WorkerContext): number {
  const known = startTimes.get(scenario)
  if (known !== undefined) return known
  const time = Math.round(Date.now() - clock.now() + scenario.startedAt)
  startTimes.set(scenario, time)
  return time
}

const scenarioInfo = (vu: Vu): object =>
  infoObject({
    name: () => scenarioOf(vu).name,
    executor: () => scenarioOf(vu).executor,
    startTime: () => startTimeOf(scenarioOf(vu), vu.worker),
    progress: () => scenarioOf(vu).progress(),
    iterationInInstance: () => scenarioOf(vu) && vu.scenarioIterationInInstance,
    iterationInTest: () => scenarioOf(vu) && vu.iterationInTest,
  })

/** The run began when the scenario did, less its own startTime. */
const runDuration = ({ worker, scenario }: Vu): Millis =>
  scenario === undefined ? 0 : worker.clock.now() - scenario.startedAt + scenario.startTime

function instanceInfo(vu: Vu): object {
  const { counters } = vu.worker
  const outsideInit =
    <T>(read: () => T) =>
    (): T => {
      if (vu.stage === 'init') throw new GoError('getting instance information in the init context is not supported')
      return read()
    }
  return infoObject({
    currentTestRunDuration: outsideInit(() => runDuration(vu)),
    iterationsCompleted: outsideInit(counters.iterationsCompleted),
    iterationsInterrupted: outsideInit(counters.iterationsInterrupted),
    vusActive: outsideInit(counters.vusActive),
    vusInitialized: outsideInit(counters.vusInitialized),
  })
}

const withMessage = (reason: string, message: unknown): string =>
  message === undefined || message === null ? reason : `${reason}: ${toText(message)}`

function abort(vu: Vu, message: unknown): Abort {
  const reason = withMessage('test aborted', message)
  vu.worker.abortTest(reason)
  if (vu.stage === 'init') throw new TestAborted(reason)
  return new Abort(vu, reason)
}

function markFailed(vu: Vu, message: unknown): void {
  if (vu.stage === 'init') throw new GoError('execution.test.fail() called outside of VU context')
  const reason = withMessage('test marked as failed', message)
  vu.worker.log('error', reason, 'engine')
  vu.worker.failTest(reason)
}

const frozenOptions = new WeakMap<object, unknown>()

function optionsOf({ stage, worker }: Vu): unknown {
  if (stage === 'init' || worker.config === undefined) {
    throw new GoError('getting test options in the init context is not supported')
  }
  const { scriptOptions } = worker.config
  const known = frozenOptions.get(scriptOptions)
  if (known !== undefined) return known
  const copy: unknown = freezeDeeply(JSON.parse(JSON.stringify(scriptOptions)))
  frozenOptions.set(scriptOptions, copy)
  return copy
}

function testInfo(vu: Vu): object {
  const abortTest = (message?: unknown): Abort => abort(vu, message)
  const failTest = (message?: unknown): void => markFailed(vu, message)
  return infoObject({ abort: () => abortTest, fail: () => failTest, options: () => optionsOf(vu) })
}

function vuInfo(vu: Vu): object {
  const outsideInit =
    <T>(read: () => T) =>
    (): T => {
      if (vu.stage === 'init') throw new GoError('getting VU information in the init context is not supported')
      return read()
    }
  const tags = tagsObject(vu)
  const metadata = metadataObject(vu)
  const metrics = infoObject({ tags: () => tags, metadata: () => metadata })
  return infoObject({
    idInInstance: outsideInit(() => vu.idInInstance),
    idInTest: outsideInit(() => vu.idInTest),
    iterationInInstance: outsideInit(() => vu.iterationInInstance),
    iterationInScenario: outsideInit(() => vu.iterationInScenario),
    tags: outsideInit(() => tags),
    metrics: outsideInit(() => metrics),
  })
}

export const execution: ModuleFactory = (vu) => {
  const members = lazyMembers({
    scenario: () => scenarioInfo(vu),
    instance: () => instanceInfo(vu),
    test: () => testInfo(vu),
    vu: () => vuInfo(vu),
  })
  return Object.defineProperty(members, 'default', { value: members })
}
