import type { PerSecond } from '../../base/units.ts'
import type { Calibration } from '../calibration/calibrate.ts'
import type { Demand } from './demand.ts'
import type { Finding } from './finding.ts'

/** So much more than what is asked for leaves no doubt whose limit is found (saturation.md 5.3). */
const headroom = 1.5

const rate = (value: PerSecond): string => `${Number(value.toPrecision(3)).toLocaleString('en-US')}/s`

/** Whether the workers can make the load that is asked for, by what they came to without a target. */
export function ceilingFinding(calibration: Calibration, demand: Demand): Finding {
  const { ceiling, cpuPerIteration, failedShare } = calibration
  if (ceiling === undefined) {
    const percent = Math.round(failedShare * 100)
    const text = `${percent} % of the iterations failed without the target's answers: the script's own ceiling is not known`
    return { check: 'ceiling', level: 'unknown', text }
  }
  const each = `${Number(cpuPerIteration.toPrecision(2))} ms of CPU each`
  const text = `about ${rate(ceiling)} iterations with ${demand.threads} ${demand.threads === 1 ? 'worker' : 'workers'}, ${each}`
  if (demand.rate === undefined) return { check: 'ceiling', level: 'ok', text }
  const asked = `${text}; ${rate(demand.rate)} are asked for`
  if (ceiling >= headroom * demand.rate) return { check: 'ceiling', level: 'ok', text: asked }
  const needed = Math.ceil((headroom * demand.rate * demand.threads) / ceiling)
  const mend = `--threads ${needed} on a machine with ${needed + 1} cores, or several machines with --execution-segment`
  return { check: 'ceiling', level: ceiling >= demand.rate ? 'warn' : 'fail', text: asked, mend }
}
