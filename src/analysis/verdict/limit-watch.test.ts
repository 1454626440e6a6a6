import { expect, it } from 'vitest'
import { LimitWatch } from './limit-watch.ts'
import { type SecondChange, secondAt } from './testing/make-second.ts'

const settings = { ceiling: undefined }

/** Seconds of a course, each as often as it says. */
function watch(...course: readonly (readonly [times: number, change: SecondChange])[]): {
  watch: LimitWatch
  verdicts: string[]
} {
  const limits = new LimitWatch(settings)
  const changes = course.flatMap(([times, change]) => Array.from({ length: times }, () => change))
  return { watch: limits, verdicts: changes.map((change, at) => limits.add(secondAt(at, change))?.verdict ?? '-') }
}

const at = (load: number, p50: number): SecondChange => ({
  load: { load, asked: load, offered: load, started: load, good: load, firstByte: { count: load, min: p50 - 1, p50 } },
})
/** 400/s come back of 600, and what is inside waits. */
const overload: SecondChange = {
  load: { ...at(600, 500).load, started: 400, good: 400, dropped: 200, inFlight: 200 },
}

it('compares with the lowest loads that came back whole', () => {
  const { watch: limits, verdicts } = watch([3, at(50, 20)], [3, at(300, 26)], [5, overload])
  expect(limits.unloaded).toMatchObject({ p50: 20, min: 19, errorShare: 0 })
  expect(verdicts.at(-1)).toBe('target')
})

it('knows what whole requests take without load', () => {
  const calm = at(50, 20).load
  const { watch: limits } = watch(
    [2, { load: { ...calm, requests: 100, requestTime: 2600 } }],
    [2, { load: { ...at(300, 20).load, requests: 300, requestTime: 90_000 } }],
  )
  expect(limits.unloaded?.requestTime).toBe(26)
})

it('learns nothing of the target without load from seconds that lacked something', () => {
  const { watch: limits } = watch([5, overload])
  expect(limits.unloaded).toMatchObject({ p50: undefined, min: 499, errorShare: 0 })
})

it('takes a backlog that begins to grow for no calm', () => {
  const filling = { load: { ...at(600, 100).load, good: 400, inFlight: 200 } }
  expect(watch([1, filling]).watch.unloaded?.p50).toBeUndefined()
})

it('knows an overload from the first second by its shortest answer, the one that found the target empty', () => {
  const begin = { load: { ...overload.load, firstByte: { count: 400, min: 20, p50: 300 } } }
  expect(watch([1, begin], [4, overload]).verdicts.at(-1)).toBe('target')
})

it('says nothing of paused seconds, and forgets nothing over them', () => {
  const paused = { load: { ...at(50, 20).load, pausedFor: 1000 } }
  const { watch: limits, verdicts } = watch([3, at(50, 20)], [5, paused])
  expect(verdicts.at(-1)).toBe('-')
  expect(limits.unloaded?.p50).toBe(20)
})

it('judges any seconds of the run by the same measure', () => {
  const { watch: limits } = watch([3, at(50, 20)], [5, overload])
  expect(limits.judge([secondAt(0, at(50, 20))])?.verdict).toBe('none')
  expect(limits.judge([secondAt(0, overload), secondAt(1, overload)])?.verdict).toBe('target')
})
