import type { Command, RunSnapshot, ScenarioView } from '../../engine/api.ts'
import { formatClock, formatLoadOf, formatNumber } from '../../base/readable-numbers.ts'

/** So many times the load is more likely a slip of the finger than a step. */
const slipFrom = 10
/** Arrivals/s or VUs: below this a large factor is how one begins. */
const harmless = 1000

type Dangers = {
  readonly [T in Command['type']]?: (command: Extract<Command, { type: T }>, run: RunSnapshot) => string | undefined
}

const dangers: Dangers = {
  'stop-scenario': ({ scenario, graceful }) =>
    `stop ${scenario} ${graceful ? 'gracefully' : 'at once'}? That cannot be taken back`,
  'start-scenario': ({ scenario }, run) => dangerOfStart(viewOf(run, scenario)),
  'set-rate': ({ scenario, rate }, run) => dangerOfLoad(viewOf(run, scenario), rate),
  'set-vus': ({ scenario, vus }, run) => dangerOfLoad(viewOf(run, scenario), vus),
  'set-stages': ({ scenario, stages }, run) =>
    dangerOfLoad(viewOf(run, scenario), Math.max(...stages.map(({ target }) => target))),
  scale: ({ factor }) => (factor < slipFrom ? undefined : `make every load ${formatNumber(factor)} times as much?`),
}

/** What has to be said before a command is sent, as a question; undefined when it can simply be done. */
export function dangerOf(command: Command, run: RunSnapshot): string | undefined {
  const danger = dangers[command.type] as ((command: Command, run: RunSnapshot) => string | undefined) | undefined
  return danger?.(command, run)
}

const viewOf = ({ scenarios }: RunSnapshot, wanted: string): ScenarioView | undefined =>
  scenarios.find(({ name }) => name === wanted)

function dangerOfStart(scenario: ScenarioView | undefined): string | undefined {
  if (scenario?.state !== 'waiting') return undefined
  return `begin ${scenario.name} now and not at ${formatClock(scenario.startsAt)}? That cannot be taken back`
}

function dangerOfLoad(scenario: ScenarioView | undefined, to: number): string | undefined {
  if (scenario === undefined) return undefined
  const { name, model, plan, course } = scenario
  const known = Math.max(...[...plan, ...course].map(({ load }) => load))
  if (to < harmless || to < slipFrom * known) return undefined
  const times = known > 0 ? `, ${formatNumber(to / known)} times the most that was ever asked for` : ''
  return `load of ${name} up to ${formatLoadOf(to, model)}${times}: do it?`
}
