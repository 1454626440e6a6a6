import { UserError } from '../base/errors.ts'
import type { Phase } from './api.ts'
import type { SetupDesk } from './control/rest/readings.ts'
import type { LifecycleCalls } from './lifecycle-calls.ts'

export interface SetupDeskParts {
  readonly lifecycle: LifecycleCalls
  readonly hasScript: boolean
  readonly phase: () => Phase
  readonly data: () => string | undefined
  readonly keep: (json: string | undefined) => void
}

/** Setup and teardown called from outside, where that can still have or already has a meaning. */
export function setupDeskOf({ lifecycle, hasScript, phase, data, keep }: SetupDeskParts): SetupDesk {
  const requireBeforeStart = (): void => {
    const now = phase()
    if (now.kind === 'paused' && now.beforeStart === true) return
    throw notNow('the VUs have their setup data already: do this before the run begins, in a run started with --paused')
  }
  const requireScript = (): void => {
    if (!hasScript) throw notNow('this run has no script that could have setup() or teardown()')
  }
  return {
    data,
    replace: (json) => {
      requireBeforeStart()
      keep(json)
    },
    setup: async () => {
      requireScript()
      requireBeforeStart()
      keep(await lifecycle.setup())
    },
    teardown: async () => {
      requireScript()
      const { kind } = phase()
      if (kind !== 'running' && kind !== 'paused' && kind !== 'stopping') {
        throw notNow(`teardown() cannot be called now: the run is ${kind}`)
      }
      await lifecycle.teardown(data())
    },
  }
}

const notNow = (message: string): UserError => new UserError('NOT_NOW', message)
