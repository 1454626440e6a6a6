import type { Millis } from '../../base/units.ts'

/** What drawing has taken of the thread so far. */
export interface DrawingTime {
  /** To be called right before a frame is drawn. */
  readonly begin: () => void
  readonly total: () => Millis
}

/** Times a frame from its data to the bytes written: painting, React, Ink and the write all run before the next immediate. */
export function createDrawingTime(now: () => Millis): DrawingTime {
  let total = 0
  let isDrawing = false
  const begin = (): void => {
    if (isDrawing) return
    isDrawing = true
    const before = now()
    setImmediate(() => {
      isDrawing = false
      total += now() - before
    })
  }
  return { begin, total: () => total }
}
