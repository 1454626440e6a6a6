import type { Exploration } from '../analysis/exploration.ts'
import { monotonicClock } from '../base/clock.ts'
import type { Store } from '../base/store.ts'
import type { Millis } from '../base/units.ts'
import type { RunConfig } from '../engine/config/run-config.ts'
import type { StartedRun } from '../engine/index.ts'
import type { RunFacts } from '../engine/outputs/output-context.ts'
import type { OutputConfig } from '../engine/outputs/output-kinds.ts'
import type { OutputStats } from '../engine/outputs/output.ts'
import { Outputs } from '../engine/outputs/outputs.ts'
import type { RunObserver } from '../engine/run-observer.ts'
import { submetricsOf } from '../engine/thresholds/kept-metrics.ts'
import { limitsOf, noLimits, outputFeed } from './output-feed.ts'
import { packageVersion } from './version.ts'

/** The outputs of a run, from before it begins until everything is sent. */
export interface RunOutputs extends AsyncDisposable {
  /** Feed them with what the run tells. */
  readonly observers: readonly RunObserver[]
  /** What they have to say becomes events of the run, and limits become figures as they are found. */
  readonly attach: (run: StartedRun, exploration: Store<Exploration>) => void
  /** The run is over: waits until everything is sent, or nobody wants to wait any more. How each of them ended. */
  readonly finish: (interrupted: Promise<never>) => Promise<readonly OutputStats[]>
}

/** A place that takes nothing for so long takes nothing any more. */
const PATIENCE: Millis = 10_000

/** Opens them; throws when one can never work. `log` is told what they have to say, too. */
export async function openRunOutputs(
  configs: readonly OutputConfig[],
  config: RunConfig,
  log: (text: string) => void,
): Promise<RunOutputs> {
  if (configs.length === 0) return noOutputs
  const early: string[] = []
  let say = (text: string): void => void early.push(text)
  const outputs = await Outputs.open({ configs, facts: factsOf(config), onSaid: (text) => say(text) })
  let limits = () => noLimits
  return {
    observers: [outputFeed(outputs, config, () => limits())],
    attach: ({ warn }, exploration) => {
      say = (text) => {
        warn(text)
        log(text)
      }
      early.forEach(say)
      limits = () => limitsOf(exploration.get())
    },
    finish: async (interrupted) => {
      interrupted.catch(() => outputs.abandon())
      await outputs.close(PATIENCE)
      return outputs.stats
    },
    [Symbol.asyncDispose]: () => outputs.end(),
  }
}

const noOutputs: RunOutputs = {
  observers: [],
  attach: () => undefined,
  finish: async () => [],
  [Symbol.asyncDispose]: async () => undefined,
}

const factsOf = (config: RunConfig): RunFacts => ({
  systemTags: config.systemTags,
  tags: config.tags,
  thresholds: config.noThresholds ? {} : ((config.scriptOptions['thresholds'] ?? {}) as RunFacts['thresholds']),
  submetrics: submetricsOf(config),
  anchor: { monotonic: monotonicClock().now(), epoch: Date.now() },
  threads: config.threads,
  version: packageVersion(),
})
