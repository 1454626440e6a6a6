import { Explorer } from '../../src/analysis/explorer/explorer.ts'
import { defaultOptions, type ExplorerOptions } from '../../src/analysis/explorer/options.ts'
import type { TrialRecord } from '../../src/analysis/explorer/trial.ts'
import type { Unloaded } from '../../src/analysis/hold/hold.ts'
import { VirtualLoad } from '../../src/analysis/testing/virtual-load.ts'
import type { Case } from './cases.ts'
import type { ScoredRun } from './score.ts'
import { configuredOf, maxInFlight, truthOf } from './truth.ts'

export interface CaseRun extends ScoredRun {
  readonly options: ExplorerOptions
  readonly unloaded: Unloaded | undefined
  readonly records: readonly TrialRecord[]
}

const longest = 600_000

export interface RunOptions {
  readonly tick: number
  readonly maxLoad: number
}

export function runCase(it: Case, seed: number, { tick, maxLoad }: RunOptions): CaseRun {
  const isClosed = it.arrivals.kind === 'users'
  const model = configuredOf(it)
  const load = new VirtualLoad({ model, arrivals: it.arrivals, seed, tick, maxInFlight, clientTimeout: 60_000 })
  const options: ExplorerOptions = {
    ...defaultOptions,
    model: isClosed ? 'closed' : 'open',
    startLoad: isClosed ? 1 : 20,
    maxLoad: isClosed ? maxInFlight : maxLoad,
    inFlightCap: maxInFlight,
  }
  const explorer = new Explorer(options)
  let [highest, capacityAfter] = [0, Number.NaN]
  let { command } = explorer.begin()
  while (command.type !== 'done' && load.now < longest) {
    if (command.type === 'set-load') {
      load.setLoad(command.load)
      highest = Math.max(highest, command.load)
      if (Number.isNaN(capacityAfter) && isBeyond(explorer)) capacityAfter = load.now / 1000
    }
    command = explorer.observe(load.observe()).command
  }
  const doneAfter = load.now / 1000
  return {
    case: it,
    seed,
    truth: truthOf(it, model),
    answer: explorer.capacity,
    capacityAfter: Number.isNaN(capacityAfter) ? doneAfter : capacityAfter,
    doneAfter,
    sent: load.sent,
    highest,
    options,
    unloaded: explorer.knowledge.unloaded,
    records: explorer.knowledge.records,
  }
}

/** Capacity has been answered when the explorer turns to what comes after. */
const isBeyond = ({ trial }: Explorer): boolean =>
  trial !== undefined && ['buckle', 'recover', 'recheck'].includes(trial.purpose)
