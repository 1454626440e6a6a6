import { type Parsed, parsed } from '../../../base/result.ts'
import type { OutputSource } from '../output-source.ts'

export interface JsonConfig {
  readonly kind: 'json'
  /** `-`: standard output. */
  readonly file: string
}

/** `json` and `json=-` write to standard output, `json=FILE` to a file. */
export const readJson = ({ argument }: OutputSource): Parsed<JsonConfig> =>
  parsed({ kind: 'json', file: argument === '' ? '-' : argument })
