/** What a user says of one output, unread. */
export interface OutputSource {
  /** What stands behind `name=` in `--out`; empty when nothing does. */
  readonly argument: string
  readonly env: Readonly<Record<string, string | undefined>>
  /** Its part of `collectors` in k6's config file. */
  readonly json: unknown
}
