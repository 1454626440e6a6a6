import { formatCount, formatShare } from '../../base/readable-numbers.ts'
import { table } from '../components/table.ts'
import { html } from '../html.ts'
import type { CheckRow } from '../report-data.ts'
import type { Section } from './section.ts'

/** What the script checked. */
export const checks: Section = {
  id: 'checks',
  title: 'Checks',
  render: ({ checks: rows }) =>
    rows.length === 0
      ? undefined
      : table<CheckRow>({
          name: 'checks',
          rows,
          isSortable: true,
          shown: 20,
          columns: [
            {
              title: 'check',
              isName: true,
              isWide: true,
              cell: ({ name, group, fails }) =>
                html`<span class="${fails === 0 ? 'is-good' : 'is-bad'}">${fails === 0 ? '✓' : '✗'}</span> ${name}${group === '' ? undefined : html` <span class="dim small">${groupPath(group)}</span>`}`,
            },
            {
              title: 'passed',
              value: ({ passes, fails }) => passes / (passes + fails),
              cell: ({ passes, fails }) => formatShare(passes / (passes + fails)),
            },
            { title: 'passes', value: ({ passes }) => passes, cell: ({ passes }) => formatCount(passes) },
            { title: 'fails', value: ({ fails }) => fails, cell: ({ fails }) => formatCount(fails) },
          ],
        }),
}

/** `::outer::inner` as people write it. */
const groupPath = (group: string): string =>
  group
    .split('::')
    .filter((part) => part !== '')
    .join(' › ')
