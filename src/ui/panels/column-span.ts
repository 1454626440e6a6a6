import { formatDuration } from '../../base/duration.ts'
import type { TimeView } from '../store/time-view.ts'

/** What a column is, for the title of a chart; nothing where it is the second that everybody expects. */
export const spanOfColumn = ({ columnMs }: TimeView, note = ''): string =>
  columnMs === 1000 ? '' : ` · ${formatDuration(columnMs)} a column${note}`
