import { expect, it } from 'vitest'
import { lifecycleTimeout, timeoutOf, withDeadline } from './lifecycle-timeout.ts'

it.each([
  ['setup', 100, 'setupTimeout option or K6_SETUP_TIMEOUT'],
  ['teardown', 101, 'teardownTimeout option or K6_TEARDOWN_TIMEOUT'],
  ['handleSummary', 102, 'handleSummaryTimeout option or K6_HANDLE_SUMMARY_TIMEOUT'],
] as const)('has an exit code and a way out when %s takes too long', (name, exitCode, way) => {
  const timeouts = { setupTimeout: 1000, teardownTimeout: 1000, handleSummaryTimeout: 1000 }
  const error = lifecycleTimeout(name, timeoutOf(name, timeouts))
  expect(error.message).toBe(`${name}() execution timed out after 1 seconds`)
  expect(error.exitCode).toBe(exitCode)
  expect(error.hint).toContain(way)
})

it('lets work pass that is done in time, however long it may take', async () => {
  await expect(withDeadline(Promise.resolve(5), Number.POSITIVE_INFINITY, () => new Error('late'))).resolves.toBe(5)
})

it('gives up on work that is not done in time', async () => {
  let wasGivenUp = false
  const giveUp = (): Error => {
    wasGivenUp = true
    return new Error('late')
  }
  await expect(withDeadline(new Promise(() => undefined), 1, giveUp)).rejects.toThrow('late')
  expect(wasGivenUp).toBe(true)
})
