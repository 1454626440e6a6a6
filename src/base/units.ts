/** A span of time or a monotonic instant, in milliseconds; fractions are kept. */
export type Millis = number
/** Events per second. */
export type PerSecond = number
/** A share between 0 and 1. */
export type Share = number
/** A count of bytes. */
export type Bytes = number
