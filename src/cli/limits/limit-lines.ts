import type { RunLimit } from '../../analysis/verdict/limit-book.ts'
import type { UtilisationReport } from '../../analysis/utilisation/utilisation-report.ts'
import type { LimitVerdict } from '../../analysis/verdict/limit-reading.ts'

/** For people who read the end of a log. */
const names: Readonly<Record<Exclude<LimitVerdict, 'none'>, string>> = {
  target: 'the target',
  generator: 'the generator, not the target',
  'shared-host': 'the CPUs that generator and target share',
  network: 'the network',
  undetermined: 'undetermined',
}

/** Who held the run back, why, and what to do; nothing when nobody did. `target`: what its resources have to do with that. */
export function limitLines(limit: RunLimit | undefined, target?: UtilisationReport): string {
  if (limit === undefined || limit.verdict === 'none') return ''
  const { verdict, confidence, evidence, next } = limit
  const isLookedInto = verdict === 'target' && target !== undefined
  const lines = [
    `limit: ${names[verdict]} (${confidence})`,
    ...evidence.map((piece) => `  ${piece}`),
    isLookedInto ? `  inside the target: ${target.conclusion}` : `  next: ${next}`,
  ]
  return lines.map((line) => `kneepoint: ${line}\n`).join('')
}
