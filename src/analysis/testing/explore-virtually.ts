import type { GivenParams } from '../../targets/options.ts'
import { configureModel } from '../../targets/models.ts'
import { Explorer, type ExplorerStep } from '../explorer/explorer.ts'
import { defaultOptions, type ExplorerOptions } from '../explorer/options.ts'
import type { Observation } from '../observation.ts'
import { VirtualLoad, type VirtualSetup } from './virtual-load.ts'

export interface Exploration {
  readonly explorer: Explorer
  readonly options: ExplorerOptions
  readonly observations: readonly Observation[]
  /** What was answered to each observation; the first to the begin. */
  readonly steps: readonly ExplorerStep[]
  /** s. */
  readonly lasted: number
}

const usual: Omit<VirtualSetup, 'model'> = {
  arrivals: { kind: 'even' },
  seed: 1,
  tick: 250,
  maxInFlight: 2000,
  clientTimeout: 60_000,
}

const longest = 600_000

/** Explores a simulated target in virtual time until it is done. */
export function exploreVirtually(
  target: string,
  params: GivenParams = {},
  given: { readonly options?: Partial<ExplorerOptions>; readonly setup?: Partial<VirtualSetup> } = {},
): Exploration {
  const setup = { ...usual, ...slowFromOf(given.options), ...given.setup, model: configureModel(target, params) }
  const load = new VirtualLoad(setup)
  const isClosed = setup.arrivals.kind === 'users'
  const options: ExplorerOptions = {
    ...defaultOptions,
    model: isClosed ? 'closed' : 'open',
    startLoad: isClosed ? 1 : defaultOptions.startLoad,
    maxLoad: 3000,
    inFlightCap: setup.maxInFlight,
    ...given.options,
  }
  const explorer = new Explorer(options)
  const observations: Observation[] = []
  const steps = [explorer.begin()]
  for (let step = steps[0]; step !== undefined && step.command.type !== 'done' && load.now < longest; ) {
    if (step.command.type === 'set-load') load.setLoad(step.command.load)
    const observation = load.observe()
    step = explorer.observe(observation)
    observations.push(observation)
    steps.push(step)
  }
  return { explorer, options, observations, steps, lasted: load.now / 1000 }
}

function slowFromOf(options: Partial<ExplorerOptions> = {}): Pick<VirtualSetup, 'slowFrom'> {
  const within = options.serviceLevel?.responses?.within
  return within === undefined ? {} : { slowFrom: within }
}
