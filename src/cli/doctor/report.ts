import type { Calibration } from '../calibration/calibrate.ts'
import type { Demand } from './demand.ts'
import type { Finding } from './finding.ts'

export interface Examination {
  readonly demand: Demand
  readonly findings: readonly Finding[]
  readonly calibration: Calibration | undefined
}

/** The load that is asked for can be made, as far as can be seen. */
export const isReady = ({ findings }: Examination): boolean => !findings.some(({ level }) => level === 'fail')

const widest = Math.max(...['listen backlog', 'system files'].map((name) => name.length))

/** A line for each check, and under it what mends it. */
export function reportText(examination: Examination): string {
  const rows = examination.findings.flatMap(({ check, level, text, mend }) => [
    `  ${level.padEnd(8)}${check.padEnd(widest + 2)}${text}`,
    ...(mend === undefined ? [] : [`${' '.repeat(widest + 12)}-> ${mend}`]),
  ])
  return `${[headline(examination), ...rows, conclusion(examination)].join('\n')}\n`
}

function headline({ demand: { vus, rate, threads } }: Examination): string {
  const load = rate === undefined ? '' : `, ${rate.toLocaleString('en-US')} arrivals/s`
  return `can this host make the load: ${vus.toLocaleString('en-US')} VUs${load}, ${threads} ${threads === 1 ? 'worker' : 'workers'}`
}

function conclusion(examination: Examination): string {
  const count = (level: Finding['level']): number => examination.findings.filter((each) => each.level === level).length
  const [fails, warnings] = [count('fail'), count('warn')]
  if (fails > 0) return `no: ${fails} ${fails === 1 ? 'thing is' : 'things are'} in the way`
  return warnings === 0 ? 'yes' : `yes, but ${warnings} ${warnings === 1 ? 'thing' : 'things'} may be in the way`
}

/** For programs. */
export const reportJson = (examination: Examination): string =>
  `${JSON.stringify({ schema: 'kneepoint.doctor/1', ready: isReady(examination), ...examination }, null, 2)}\n`
