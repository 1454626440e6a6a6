import { expect, it } from 'vitest'
import { UserError } from '../base/errors.ts'
import { ExitCode } from '../base/exit-code.ts'
import { RunVerdict, scriptReason, stopReason } from './run-verdict.ts'

const reason = (exitCode: ExitCode): UserError => new UserError('X', `exit ${exitCode}`, { exitCode })

it('is fine when nothing is wrong', () => {
  expect(new RunVerdict().exitCode).toBe(0)
})

it.each([
  ['thresholds', [99]],
  ['a mark beside thresholds', [110, 99]],
  ['an exception beside both', [107, 110, 99]],
  ['a signal beside all', [105, 107, 110, 99]],
])('is decided by %s', (_, codes) => {
  const verdict = new RunVerdict()
  for (const code of codes) {
    if (code === ExitCode.ThresholdsFailed) verdict.crossedBy(reason(code))
    else if (code === ExitCode.MarkedAsFailed) verdict.markedBy(reason(code))
    else if (code === ExitCode.ScriptException) verdict.brokenBy(reason(code))
    else verdict.endedBy(reason(ExitCode.Interrupted))
  }
  expect(verdict.exitCode).toBe(codes[0])
  expect(verdict.reasons.map(({ message }) => message)).toEqual(codes.map((code) => `exit ${code}`))
})

it('keeps the first of several reasons to end', () => {
  const verdict = new RunVerdict()
  expect(verdict.hasEnded).toBe(false)
  verdict.endedBy(reason(ExitCode.ThresholdsFailed))
  verdict.endedBy(reason(ExitCode.Interrupted))
  verdict.crossedBy(reason(ExitCode.ThresholdsFailed))
  expect(verdict.exitCode).toBe(99)
  expect(verdict.hasEnded).toBe(true)
  expect(verdict.reasons).toHaveLength(1)
})

it('is not decided by somebody who stopped it with a key', () => {
  const verdict = new RunVerdict()
  verdict.endedBy(stopReason('key', false))
  expect(verdict.exitCode).toBe(0)
  verdict.crossedBy(reason(ExitCode.ThresholdsFailed))
  expect(verdict.exitCode).toBe(99)
})

it.each([
  ['signal', true, 105, 'the run was stopped by a signal'],
  ['rest', true, 103, 'the run was stopped'],
  ['key', false, 0, 'stopped before the run began'],
] as const)('says who stopped it: %s', (by, hasBegun, exitCode, message) => {
  expect(stopReason(by, hasBegun)).toMatchObject({ exitCode, message })
})

it.each([
  ['abort-test', 108],
  ['fail-test', 110],
] as const)('says what the script said: %s', (type, exitCode) => {
  const said = scriptReason(type, 'no stock')
  expect(said.exitCode).toBe(exitCode)
  expect(said.message).toBe('no stock')
})

it('takes an error that is not of the user for a crash', () => {
  const verdict = new RunVerdict()
  verdict.brokenBy(new Error('what?'))
  expect(verdict.exitCode).toBe(109)
})
