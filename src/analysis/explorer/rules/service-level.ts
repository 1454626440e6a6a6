import { levelFindings } from '../../curve/service-level.ts'
import { needsDrain, type Rule, timesTried } from '../situation.ts'
import { formatLoad } from '../wording.ts'

const mostProbes = 8
/** The load that keeps the service level is known to this. */
const width = 1.05

/** The highest load that keeps the service level: halved by ratio between one that kept it and one that broke it. */
export const serviceLevel: Rule = (situation) => {
  const { options, records } = situation
  const level = options.serviceLevel
  if (level === undefined || timesTried(situation, 'service-level') >= mostProbes) return undefined
  const holds = records.filter(({ trial }) => !overloads.has(trial.purpose)).map(({ hold }) => hold)
  const { kept, broken } = levelFindings(holds, level)
  if (broken === undefined) return undefined
  const low = kept?.load ?? broken.load / 4
  if (broken.load <= width * low) return undefined
  const middle = Math.sqrt(low * broken.load)
  const load = options.model === 'open' ? middle : Math.round(middle)
  if (load <= low || load >= broken.load) return undefined
  return {
    purpose: 'service-level',
    load,
    drain: needsDrain(situation),
    least: 5,
    most: 8,
    count: 500,
    until: { kind: 'precise', share: 0.1 },
    because: `${formatLoad(broken.load, options.model)} breaks the service level: does ${formatLoad(load, options.model)} keep it?`,
  }
}

const overloads = new Set(['recover', 'recheck', 'buckle'])
