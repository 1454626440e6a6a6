import type { RunEvent } from '../../engine/api.ts'
import type { EventList } from '../../report/report-data.ts'

const MOST_EVENTS = 400
const MOST_LINES = 200

/** Of very many the first and the last: how it began and how it ended. */
export function eventListOf(events: readonly RunEvent[]): EventList {
  const happened = ends(
    events.filter(({ kind }) => kind !== 'log'),
    MOST_EVENTS,
  )
  const lines = ends(
    events.filter(({ kind }) => kind === 'log'),
    MOST_LINES,
  )
  return { shown: happened, lines, leftOut: events.length - happened.length - lines.length }
}

const ends = <T>(list: readonly T[], most: number): readonly T[] =>
  list.length <= most ? list : [...list.slice(0, most / 2), ...list.slice(-most / 2)]
