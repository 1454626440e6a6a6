import type { Sample } from '../samples.ts'

/** How a file output writes samples. */
export interface LineFormat {
  /** Stands first; empty where there is none. */
  readonly header: string
  /** Undefined for what the format cannot hold. */
  readonly line: (sample: Sample) => string | undefined
  /** Why it cannot. */
  readonly refusal: string
}
