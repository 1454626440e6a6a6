import { expect, it } from 'vitest'
import type { Trial } from '../../analysis/explorer/trial.ts'
import { makeHold } from '../../analysis/testing/make-hold.ts'
import { holdLine } from './hold-line.ts'

const trial: Trial = {
  purpose: 'scout',
  load: 160,
  drain: false,
  least: 1,
  most: 8,
  count: 100,
  until: { kind: 'passing' },
  because: 'all of 80/s came back, so up to 160/s',
}

it('says what a hold showed and why it was held, in one line', () => {
  const record = { trial, hold: makeHold(160, 160, { dwell: 1.5 }), recoveredAfter: undefined }
  expect(holdLine(record, 12_250, 'open')).toBe(
    '00:12  scout          160/s for 1.5 s, 160/s good, p95 22 ms, sustained (all of 80/s came back, so up to 160/s)',
  )
})

it('leaves out what did not happen, and tells what did', () => {
  const hold = makeHold(640, 300, { errorShare: 0.2, droppedShare: 0.1, limitedBy: 'in-flight', dwell: 6 })
  expect(holdLine({ trial, hold, recoveredAfter: undefined }, 61_000, 'open')).toContain(
    'failed 20 %, dropped 10 %, limited by the VUs, saturated',
  )
  const recover = { trial: { ...trial, purpose: 'recover' } as const, hold, recoveredAfter: 4 }
  expect(holdLine(recover, 0, 'open')).toContain('came back after 4 s')
  expect(holdLine({ ...recover, recoveredAfter: undefined }, 0, 'open')).toContain('did not come back')
})

it('has no verdict on a single hold of VUs', () => {
  const record = { trial, hold: makeHold(10, 160), recoveredAfter: undefined }
  expect(holdLine(record, 0, 'closed')).not.toMatch(/sustained|saturated|undecided/)
})
