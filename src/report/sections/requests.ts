import { formatBytes, formatCount, formatLatency, formatRate, formatShare } from '../../base/readable-numbers.ts'
import { table } from '../components/table.ts'
import { type Html, html } from '../html.ts'
import type { RequestRow } from '../report-data.ts'
import type { Section } from './section.ts'

/** Requests by name: where the time and the failures are. */
export const requests: Section = {
  id: 'requests',
  title: 'Requests',
  render: ({ requests: rows }) =>
    rows.length === 0
      ? undefined
      : table<RequestRow>({
          name: 'requests',
          rows,
          isSortable: true,
          shown: 20,
          columns: [
            {
              title: 'request',
              isName: true,
              isWide: true,
              cell: ({ method, name }) => html`<span class="dim">${method}</span> ${name}`,
            },
            { title: 'count', value: ({ count }) => count, cell: ({ count }) => formatCount(count) },
            { title: 'rate', value: ({ rate }) => rate, cell: ({ rate }) => formatRate(rate) },
            {
              title: 'failed',
              value: ({ failedShare }) => failedShare,
              cell: ({ failedShare }) => failed(failedShare),
            },
            { title: 'p50', value: ({ latency }) => latency.p50, cell: ({ latency }) => formatLatency(latency.p50) },
            { title: 'p95', value: ({ latency }) => latency.p95, cell: ({ latency }) => formatLatency(latency.p95) },
            { title: 'p99', value: ({ latency }) => latency.p99, cell: ({ latency }) => formatLatency(latency.p99) },
            { title: 'max', value: ({ max }) => max, cell: ({ max }) => formatLatency(max) },
            { title: 'received', value: ({ received }) => received, cell: ({ received }) => formatBytes(received) },
            { title: 'status', cell: ({ statuses }) => statuses.map(status) },
          ],
        }),
}

const failed = (share: number | undefined): Html | string =>
  share === undefined || share === 0 ? formatShare(share) : html`<span class="is-bad">${formatShare(share)}</span>`

const status = ({ status: code, count }: RequestRow['statuses'][number]): Html =>
  html`<span class="status">${code === '0' ? 'no answer' : code} <span class="dim">${formatCount(count)}</span></span> `
