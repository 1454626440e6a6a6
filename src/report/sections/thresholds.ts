import type { ThresholdView } from '../../engine/api.ts'
import { clock } from '../components/clock.ts'
import { table } from '../components/table.ts'
import { html } from '../html.ts'
import type { Section } from './section.ts'
import { conditionText, judgedValue } from './threshold-text.ts'

/** What the run was judged by. */
export const thresholds: Section = {
  id: 'thresholds',
  title: 'Thresholds',
  render: ({ thresholds: rows }) =>
    rows.length === 0
      ? undefined
      : table<ThresholdView>({
          name: 'thresholds',
          rows,
          columns: [
            {
              title: 'metric',
              isName: true,
              isWide: true,
              cell: ({ metric, failed }) =>
                html`<span class="${failed ? 'is-bad' : 'is-good'}">${failed ? '✗ crossed' : '✓ kept'}</span> ${metric}`,
            },
            { title: 'threshold', cell: conditionText },
            { title: 'came to', value: ({ value }) => value, cell: judgedValue },
            {
              title: 'crossed since',
              cell: ({ crossedAt }) => (crossedAt === undefined ? '-' : clock(crossedAt)),
            },
          ],
        }),
}
