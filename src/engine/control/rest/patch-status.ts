import type { Command, RunHandle, ScenarioView } from '../../api.ts'
import { boolean, integer, isObject } from '../../config/codec.ts'
import { FieldReader } from '../../config/field-reader.ts'
import { RestError } from './rest-error.ts'

interface StatusPatch {
  readonly stopped: boolean
  readonly paused: boolean | undefined
  readonly vus: number | undefined
  readonly maxVUs: number | undefined
}

/** What k6's PATCH /v1/status asks for. Null counts as not given; what cannot be set is let pass, so that a status read may be sent back. */
export function readStatusPatch(json: unknown): StatusPatch {
  const data = isObject(json) ? json['data'] : undefined
  const attributes = isObject(data) ? data['attributes'] : undefined
  if (!isObject(attributes)) throw new RestError(400, 'Invalid data', 'expected {"data": {"attributes": {...}}}')
  const fields = new FieldReader(attributes, (field) => field)
  const patch = fields.result({
    stopped: fields.withDefault('stopped', boolean, false),
    paused: fields.optional('paused', boolean),
    vus: fields.optional('vus', integer()),
    maxVUs: fields.optional('vus-max', integer()),
  })
  if (!patch.ok) throw new RestError(400, 'Invalid data', patch.problems.join('; '))
  return patch.value
}

/** Does it as k6 v1 did: stopping comes before all else; VUs are those of the first externally-controlled scenario. */
export function patchStatus({ snapshots, send }: RunHandle, patch: StatusPatch): void {
  const obey = (command: Command, title: string): void => {
    const { accepted, said } = send(command, 'rest')
    if (!accepted) throw new RestError(409, title, said)
  }
  if (patch.stopped) return obey({ type: 'stop', graceful: true }, 'Stop error')
  const { phase, scenarios } = snapshots.get()
  if (patch.paused !== undefined && patch.paused !== (phase.kind === 'paused')) {
    obey({ type: patch.paused ? 'pause' : 'resume' }, 'Pause error')
  }
  if (patch.vus === undefined && patch.maxVUs === undefined) return
  const scenario = scenarios.find(({ executor }) => executor === 'externally-controlled')
  if (scenario === undefined) {
    const detail =
      'an externally-controlled executor needs to be configured for this; POST /v1/kneepoint/commands can change any scenario'
    throw new RestError(409, 'Execution config error', detail)
  }
  for (const command of vuCommands(scenario, patch)) obey(command, 'Config update error')
}

/** In the order in which no more VUs than allowed are asked for in between. */
function vuCommands({ name: scenario, vusMax, load }: ScenarioView, { vus, maxVUs }: StatusPatch): Command[] {
  const [most, wanted] = [maxVUs ?? vusMax, vus ?? load]
  if (wanted > most || wanted < 0) {
    throw new RestError(400, 'Config update error', `vus must be from 0 to vus-max (${most}), got ${wanted}`)
  }
  const setMax: Command[] = maxVUs === undefined || maxVUs === vusMax ? [] : [{ type: 'set-max-vus', scenario, maxVUs }]
  const setVus: Command[] = vus === undefined || vus === load ? [] : [{ type: 'set-vus', scenario, vus, rampMs: 0 }]
  return most > vusMax ? [...setMax, ...setVus] : [...setVus, ...setMax]
}
