import { flagLimits } from './flag-table.ts'
import { flagTexts } from './flag-texts.ts'
import type { Flag, FlagName } from './limit-reading.ts'
import type { LimitSummary } from './summary.ts'

const names = Object.keys(flagLimits) as readonly FlagName[]

/** Everything that is near or over its limit; what is over it comes first. */
export function flagsOf(summary: LimitSummary): readonly Flag[] {
  const raised = names.flatMap((name) => flagOf(name, summary) ?? [])
  return raised.toSorted((a, b) => Number(b.severity === 'hard') - Number(a.severity === 'hard'))
}

function flagOf(name: FlagName, summary: LimitSummary): Flag | undefined {
  const { level, warn, hard } = flagLimits[name]
  const value = level(summary)
  if (value === undefined || !(value >= warn)) return undefined
  const { text, mend } = flagTexts[name]
  return { name, severity: value >= hard ? 'hard' : 'warn', text: text(summary), mend: mend(summary) }
}
