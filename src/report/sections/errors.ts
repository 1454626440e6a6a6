import { formatCount } from '../../base/readable-numbers.ts'
import type { ProblemView } from '../../engine/api.ts'
import { clock } from '../components/clock.ts'
import { table } from '../components/table.ts'
import { type Html, html } from '../html.ts'
import type { Section } from './section.ts'

/** What failed; what looks alike is one row. */
export const errors: Section = {
  id: 'errors',
  title: 'Errors',
  render: ({ problems }) =>
    problems.length === 0
      ? undefined
      : table<ProblemView>({
          name: 'errors',
          rows: problems,
          isSortable: true,
          shown: 20,
          columns: [
            { title: 'error', isName: true, isWide: true, cell: messageHtml },
            { title: 'code', value: ({ code }) => code, cell: ({ code }) => (code === 0 ? '-' : code) },
            { title: 'count', value: ({ count }) => count, cell: ({ count }) => formatCount(count) },
            { title: 'first', value: ({ firstAt }) => firstAt, cell: ({ firstAt }) => clock(firstAt) },
            { title: 'last', value: ({ lastAt }) => lastAt, cell: ({ lastAt }) => clock(lastAt) },
          ],
        }),
}

/** The first line says what; the stack belongs to it. */
function messageHtml({ message }: ProblemView): Html {
  const [first = '', ...stack] = message.split('\n')
  return html`${first}${stack.length === 0 ? undefined : html`<pre class="dim small">${stack.join('\n')}</pre>`}`
}
