import type { TargetReading } from '../../base/target-reading.ts'

/** For the end of a log: endpoints that told nothing when they were asked last, and why. */
export const targetLines = (readings: readonly TargetReading[]): string =>
  readings
    .flatMap(({ source, problem }) =>
      problem === undefined ? [] : [`kneepoint: --target-metrics ${source}: ${problem}\n`],
    )
    .join('')
