import type { Millis } from '../../base/units.ts'
import type { Window } from '../../engine/api.ts'
import { SampleBook } from '../../engine/metrics/sample-book.ts'
import { decodeBook } from '../../engine/record/book-codec.ts'
import type { RunRecord } from '../../engine/record/read-record.ts'
import type { WindowLine } from '../../engine/record/record-format.ts'
import type { Span } from './compare-measure.ts'

/** A run in parts of equal length. */
export interface RunSpans {
  readonly spans: readonly Span[]
  /** Of one part. */
  readonly length: Millis
}

/** More parts tell hardly more. */
const MOST_SPANS = 120
/** The last window may be shorter than a second; of less than this nothing is made. */
const WHOLE: Millis = 900

type Closed = WindowLine & { readonly window: Window }

/** Cuts what was measured after `skip` into at most 120 parts of whole seconds. Seconds with a pause in them are left out. */
export function spansOf({ windows, defs }: RunRecord, skip: Millis): RunSpans {
  const used = windows.filter((line): line is Closed => isUsable(line.window, skip))
  const size = Math.max(1, Math.ceil(used.length / MOST_SPANS))
  const groups = Array.from({ length: Math.floor(used.length / size) }, (_, index) =>
    used.slice(index * size, (index + 1) * size),
  )
  return {
    length: size * 1000,
    spans: groups.map((group) => {
      const book = new SampleBook()
      for (const line of group) book.merge(decodeBook(line.book, defs))
      return { book, seconds: group.reduce((sum, { window }) => sum + (window.to - window.from) / 1000, 0) }
    }),
  }
}

const isUsable = (window: Window | undefined, skip: Millis): boolean =>
  window !== undefined && window.from >= skip && window.to - window.from >= WHOLE && window.pausedFor === 0
