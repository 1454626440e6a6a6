import { expect, it } from 'vitest'
import { lateP95, type SecondTimes } from './late-p95.ts'

const of = (latency: number, lag: number, fromDue: number): SecondTimes => ({
  latency: { p50: latency, p95: 2 * latency },
  startLag: { p50: lag / 2, p95: lag },
  fromDue: { p50: fromDue, p95: 2 * fromDue },
})

it.each([
  ['is there when iterations wait for a VU', of(20, 40, 45), 90],
  ['is not for the jitter of the timer', of(1, 1.5, 2), undefined],
  ['is not when the wait is small beside the response time', of(500, 20, 510), undefined],
  ['is not when iterations sleep', of(20, 40, 1020), undefined],
  ['is not when some of them sleep', { ...of(20, 40, 45), fromDue: { p50: 45, p95: 1020 } }, undefined],
  ['is not when nothing was measured', { latency: none(), startLag: none(), fromDue: none() }, undefined],
])('%s', (_, times, p95) => {
  expect(lateP95(times)).toBe(p95)
})

function none(): { readonly p50: undefined; readonly p95: undefined } {
  return { p50: undefined, p95: undefined }
}
