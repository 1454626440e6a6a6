import type { Actor, RunEvent } from '../../engine/api.ts'
import { clock } from '../components/clock.ts'
import { table } from '../components/table.ts'
import { type Html, html } from '../html.ts'
import type { EventList } from '../report-data.ts'
import type { Section } from './section.ts'

/** What was done, and what happened. */
export const happenings: Section = {
  id: 'events',
  title: 'What happened',
  render: ({ events }) => {
    if (events.shown.length === 0 && events.lines.length === 0) return undefined
    return html`
${eventTable('events', events.shown)}
${events.lines.length === 0 ? undefined : html`<details><summary>What the script logged</summary>${eventTable('log lines', events.lines)}</details>`}
${leftOutNote(events)}`
  },
}

const leftOutNote = ({ leftOut }: EventList): Html | undefined =>
  leftOut === 0
    ? undefined
    : html`<p class="dim small">${leftOut} more events and lines, from the middle of the run, are in the record.</p>`

const actors: Readonly<Record<Actor, string>> = {
  key: 'key',
  command: 'command',
  rest: 'REST',
  signal: 'signal',
  plan: 'plan',
  engine: '',
  explorer: 'explorer',
}

const eventTable = (name: string, events: readonly RunEvent[]): Html =>
  table({
    name,
    rows: events,
    shown: 25,
    columns: [
      { title: 'time', cell: ({ at }) => clock(at) },
      { title: 'what', isWide: true, cell: whatHappened },
      { title: 'by', cell: ({ by }) => actors[by] },
    ],
  })

const whatHappened = ({ kind, text, because }: RunEvent): Html =>
  html`<span class="event event-${kind}">${text}</span>${because === undefined ? undefined : html` <span class="dim">${because}</span>`}`
