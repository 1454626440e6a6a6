import { formatCount, formatLatency, formatShare } from '../../base/readable-numbers.ts'
import { sparkline } from '../components/sparkline.ts'
import { table } from '../components/table.ts'
import { html } from '../html.ts'
import type { ScenarioRow } from '../report-data.ts'
import type { Section } from './section.ts'

/** Each scenario by itself. */
export const scenarios: Section = {
  id: 'scenarios',
  title: 'Scenarios',
  render: ({ scenarios: rows }) => {
    const highest = Math.max(...rows.flatMap(({ trace }) => trace.filter((value) => value !== undefined)), 0)
    return table<ScenarioRow>({
      name: 'scenarios',
      rows,
      isSortable: true,
      columns: [
        {
          title: 'scenario',
          isName: true,
          cell: ({ name, executor, plan }) => html`${name}<br><span class="dim small">${executor}: ${plan}</span>`,
        },
        {
          title: 'achieved /s',
          cell: ({ trace, name }) => sparkline(trace, highest, `achieved iterations per second of ${name}`),
        },
        { title: 'offered', value: ({ offered }) => offered, cell: ({ offered }) => formatCount(offered) },
        { title: 'achieved', value: ({ achieved }) => achieved, cell: ({ achieved }) => formatCount(achieved) },
        { title: 'good', value: ({ good }) => good, cell: ({ good }) => formatCount(good) },
        {
          title: 'dropped',
          value: ({ dropped }) => dropped,
          cell: ({ dropped, model }) => (model === 'open' ? formatCount(dropped) : '-'),
        },
        {
          title: 'cut short',
          value: ({ interrupted }) => interrupted,
          cell: ({ interrupted }) => formatCount(interrupted),
        },
        { title: 'requests', value: ({ requests }) => requests, cell: ({ requests }) => formatCount(requests) },
        {
          title: 'failed',
          value: ({ failedShare }) => failedShare,
          cell: ({ failedShare }) => formatShare(failedShare),
        },
        { title: 'p50', value: ({ latency }) => latency.p50, cell: ({ latency }) => formatLatency(latency.p50) },
        { title: 'p95', value: ({ latency }) => latency.p95, cell: ({ latency }) => formatLatency(latency.p95) },
        { title: 'p99', value: ({ latency }) => latency.p99, cell: ({ latency }) => formatLatency(latency.p99) },
        {
          title: 'lag p99',
          value: ({ startLagP99 }) => startLagP99,
          cell: ({ startLagP99 }) => formatLatency(startLagP99),
        },
      ],
    })
  },
}
