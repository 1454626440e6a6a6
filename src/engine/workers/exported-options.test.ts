import { expect, it } from 'vitest'
import { ExitCode } from '../../base/exit-code.ts'
import { optionsOf } from './exported-options.ts'

it('takes what JSON can say', () => {
  const shared = { duration: '1s' }
  const options = { vus: 1, stages: [shared, shared], off: () => 1, none: undefined }
  expect(optionsOf(options)).toEqual({ vus: 1, stages: [shared, shared] })
  expect(optionsOf(undefined)).toEqual({})
})

it.each([
  [{ vus: Number.NaN }, 'options.vus is NaN, which is no number'],
  [{ stages: [{ target: 1 }, { target: Infinity }] }, 'options.stages[1].target is Infinity, which is no number'],
  [{ cloud: { projectID: -Infinity } }, 'options.cloud.projectID is -Infinity, which is no number'],
])('refuses %j as k6 does, and says where', (options, message) => {
  expect(() => optionsOf(options)).toThrow(expect.objectContaining({ message, exitCode: ExitCode.Other }))
})

it('refuses what is no object', () => {
  expect(() => optionsOf([1])).toThrow('the exported options must be an object, got [1]')
})
