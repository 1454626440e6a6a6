import type { Millis } from '../../base/units.ts'

/** What drawing has taken of the thread so far. */
export interface DrawingTime {
  readonly measure: <T>(draw: () => T) => T
  readonly total: () => Millis
}

export function createDrawingTime(now: () => Millis): DrawingTime {
  let total = 0
  return {
    measure: (draw) => {
      const before = now()
      try {
        return draw()
      } finally {
        total += now() - before
      }
    },
    total: () => total,
  }
}
