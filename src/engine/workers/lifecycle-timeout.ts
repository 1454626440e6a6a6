import { UserError } from '../../base/errors.ts'
import { ExitCode } from '../../base/exit-code.ts'
import type { Millis } from '../../base/units.ts'
import type { RunConfig } from '../config/run-config.ts'

/** The functions of a script that run once, outside of iterations. */
export type LifecycleFunction = 'setup' | 'teardown' | 'handleSummary'

type Timeouts = Pick<RunConfig, 'setupTimeout' | 'teardownTimeout' | 'handleSummaryTimeout'>

export const timeoutOf = (name: LifecycleFunction, config: Timeouts): Millis => config[`${name}Timeout`]

const exitCodes: Readonly<Record<LifecycleFunction, ExitCode>> = {
  setup: ExitCode.SetupTimeout,
  teardown: ExitCode.TeardownTimeout,
  handleSummary: ExitCode.GenericTimeout,
}

const variables: Readonly<Record<LifecycleFunction, string>> = {
  setup: 'K6_SETUP_TIMEOUT',
  teardown: 'K6_TEARDOWN_TIMEOUT',
  handleSummary: 'K6_HANDLE_SUMMARY_TIMEOUT',
}

/** In k6's words. */
export const lifecycleTimeout = (name: LifecycleFunction, timeout: Millis): UserError =>
  new UserError('LIFECYCLE_TIMEOUT', `${name}() execution timed out after ${timeout / 1000} seconds`, {
    exitCode: exitCodes[name],
    hint: `you can increase the time limit via the ${name}Timeout option or ${variables[name]}`,
  })

/** Node takes longer delays for 1 ms. */
const LONGEST_DELAY: Millis = 2 ** 31 - 1

/** Rejects with `error` when the work is not done in time; then `giveUp` is called. */
export async function withDeadline<T>(work: Promise<T>, timeout: Millis, giveUp: () => Error): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(giveUp()), Math.min(timeout, LONGEST_DELAY))
  // It does not keep a process alive whose run was ended by something else.
  timer.unref()
  try {
    return await Promise.race([work, promise])
  } finally {
    clearTimeout(timer)
  }
}
