import type { ScenarioView } from '../../engine/api.ts'
import type { Millis } from '../../base/units.ts'
import { addLoad, stepLoad } from '../store/load-step.ts'
import { stepPercent } from '../store/ui-state.ts'
import type { LoadAction } from './action.ts'
import { type Decision, type Handlers, onScenario, refuse, send } from './decision.ts'

export const loadHandlers: Handlers<LoadAction> = {
  'step-load': ({ turn }, state, run) =>
    onScenario(state, run, (scenario) =>
      setLoad(scenario, stepLoad(scenario.load, stepPercent(state), turn, scenario.model)),
    ),
  'add-load': ({ by }, state, run) =>
    onScenario(state, run, (scenario) => setLoad(scenario, addLoad(scenario.load, by))),
  'set-load': ({ value, unit, rampMs }, state, run) =>
    onScenario(state, run, (scenario) => wrongUnit(scenario, unit) ?? setLoad(scenario, value, rampMs)),
  scale: ({ factor, rampMs }) => send({ type: 'scale', scenario: undefined, factor, ...during(rampMs) }),
  follow: ({ all, rampMs }, state, run) =>
    all
      ? send({ type: 'follow-plan', scenario: undefined, ...during(rampMs) })
      : onScenario(state, run, ({ name }) => send({ type: 'follow-plan', scenario: name, ...during(rampMs) })),
  'set-stages': ({ stages }, state, run) =>
    onScenario(state, run, ({ name }) => send({ type: 'set-stages', scenario: name, stages })),
  'set-max-vus': ({ maxVUs }, state, run) =>
    onScenario(state, run, ({ name }) => send({ type: 'set-max-vus', scenario: name, maxVUs })),
  'set-ramp': ({ time }) => send({ type: 'set-ramp', rampMs: time }),
  'start-scenario': (_, state, run) =>
    onScenario(state, run, ({ name }) => send({ type: 'start-scenario', scenario: name })),
  'stop-scenario': ({ now }, state, run) =>
    onScenario(state, run, (scenario) =>
      // Said again while its last iterations end: they need not, as with the whole run.
      send({ type: 'stop-scenario', scenario: scenario.name, graceful: !now && scenario.state !== 'stopping' }),
    ),
}

const during = (rampMs: Millis | undefined): { rampMs?: Millis } => (rampMs === undefined ? {} : { rampMs })

function setLoad({ name, model, load }: ScenarioView, value: number, rampMs?: Millis): Decision {
  if (value === load && value === 0) return refuse(`load of ${name} is 0 already`)
  if (model === 'open') return send({ type: 'set-rate', scenario: name, rate: value, ...during(rampMs) })
  if (!Number.isInteger(value)) return refuse(`VUs are whole: ${value} is not`)
  return send({ type: 'set-vus', scenario: name, vus: value, ...during(rampMs) })
}

function wrongUnit({ name, model }: ScenarioView, unit: 'rate' | 'vus' | undefined): Decision | undefined {
  if (unit === 'rate' && model === 'closed') return refuse(`${name} has VUs, not a rate: use :vus N`)
  if (unit === 'vus' && model === 'open') return refuse(`${name} has a rate, not VUs: use :rate N`)
  return undefined
}
