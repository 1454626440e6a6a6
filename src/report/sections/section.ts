import type { Html } from '../html.ts'
import type { ReportData } from '../report-data.ts'

/** A part of the report. To add one: a file like this one's neighbours, and a line in `all-sections.ts`. */
export interface Section {
  /** Names it in links. */
  readonly id: string
  readonly title: string
  /** Undefined: there is nothing to say, and the section is left out. */
  readonly render: (data: ReportData) => Html | undefined
}
