import type { WorkloadVerdict } from '../../analysis/load-test/workload-verdict.ts'
import { formatLatency, formatNumber, formatShare } from '../../base/readable-numbers.ts'
import type { Size } from '../charts/panel.ts'
import { type Line, span } from '../format/line.ts'
import type { Tone } from '../theme.ts'
import { type Column, rightColumn as right, tableLines } from './table.ts'

const marks: Readonly<Record<WorkloadVerdict['state'], string>> = { pass: '✓', fail: '✗', waiting: ' ' }
const tones: Readonly<Record<WorkloadVerdict['state'], Tone>> = { pass: 'achieved', fail: 'error', waiting: 'dim' }

const columns: readonly Column<WorkloadVerdict>[] = [
  {
    title: '',
    width: 4,
    align: 'left',
    rank: 0,
    cell: ({ state }) => span(state === 'waiting' ? '' : state, tones[state]),
  },
  right('target/s', 9, 2, ({ target }) => span(formatNumber(target), 'offered')),
  right('achieved/s', 10, 1, ({ achieved }) => span(formatNumber(achieved), 'achieved')),
  right('response', 9, 3, ({ response }) => span(formatLatency(response))),
  right('at most', 8, 5, ({ responseTarget }) => span(formatLatency(responseTarget), 'dim')),
  right('success', 8, 4, ({ success }) => span(formatShare(success))),
  {
    title: 'decided by',
    width: 46,
    align: 'left',
    rank: 6,
    cell: ({ decidedBy, state }) => span(decidedBy, tones[state]),
  },
]

/** Every workload against its target, a row each. */
export const workloadTable = (workloads: readonly WorkloadVerdict[], size: Size): readonly Line[] =>
  tableLines(
    {
      title: 'workload',
      name: ({ name, state }) => span(`${marks[state]} ${name}`, state === 'fail' ? 'error' : 'plain'),
      leastNameColumns: 12,
      mostNameColumns: 30,
      columns,
      rows: workloads,
    },
    size,
  )
