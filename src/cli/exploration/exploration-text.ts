import { answerLines, limitLine, toleranceLine } from '../../analysis/answer-lines.ts'
import { type Exploration, isOfCurve } from '../../analysis/exploration.ts'
import { formatLoad } from '../../analysis/explorer/wording.ts'
import type { Hold } from '../../analysis/hold/hold.ts'
import type { LoadModel } from '../../analysis/observation.ts'

/** What was found, in plain text for the end of a run: the holds, the answer, and what it rests on. Empty when nothing was held. */
export function explorationText(exploration: Exploration): string {
  const { records, model } = exploration
  const holds = records.filter(isOfCurve).map(({ hold }) => hold)
  if (records.length === 0) return ''
  return `\n  █ THROUGHPUT BY LOAD\n\n${table(holds, model)}\n\n  █ LIMITS\n\n${answerText(exploration)}\n`
}

/** The answer alone. */
export function answerText({ capacity, notes }: Exploration): string {
  const lines = answerLines(capacity)
  const width = Math.max(...lines.map(({ name }) => name.length))
  const values = Math.max(...lines.map(({ value }) => value.length))
  const sentences = [limitLine(capacity), ...capacity.evidence, ...notes, toleranceLine(capacity)]
  return [
    ...lines.map(({ name, value, detail }) =>
      `    ${name.padEnd(width)}  ${value.padEnd(values)}  ${detail}`.trimEnd(),
    ),
    '',
    ...sentences.filter((sentence) => sentence !== undefined).map((sentence) => `    ${sentence}`),
  ].join('\n')
}

/** One row for each load that was held, by load. */
function table(holds: readonly Hold[], model: LoadModel): string {
  const rows = holds
    .toSorted((a, b) => a.load - b.load)
    .map(({ load, goodput, response, errorShare, seconds }) => [
      formatLoad(load, model),
      `${goodput.value.toFixed(1)} ± ${Number.isFinite(goodput.half) ? goodput.half.toFixed(1) : '-'}`,
      ms(response.p50),
      ms(response.p95),
      `${(100 * errorShare).toFixed(1)} %`,
      `${seconds.toFixed(1)} s`,
    ])
  const head = ['load', 'good /s (95 %)', 'p50 ms', 'p95 ms', 'failed', 'held']
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)))
  return [head, ...rows]
    .map((row) => `    ${row.map((cell, column) => cell.padStart(widths[column] ?? 0)).join('   ')}`)
    .join('\n')
}

const ms = (value: number | undefined): string => (value === undefined ? '-' : value.toPrecision(3))
