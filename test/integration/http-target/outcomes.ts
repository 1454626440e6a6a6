import type { Answer, Failure, Outcome } from '../../../src/engine/http/outcome.ts'
import type { Caller } from '../../../src/engine/http/testing/call.ts'
import { drainSeries } from '../../../src/engine/http/testing/samples.ts'

export function answered(outcome: Outcome): Answer {
  if (!outcome.ok) throw new Error(`${outcome.code} ${outcome.message}`)
  return outcome
}

export function failed(outcome: Outcome): Failure {
  if (outcome.ok) throw new Error(`got an answer: ${outcome.statusText}`)
  return outcome
}

export const textOf = (outcome: Outcome): string | undefined => answered(outcome).body?.toString()

/** What `/echo` tells of the request. */
export interface Echo {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly rawHeaders: readonly string[]
  readonly body: string
  /** The client's address. */
  readonly from: string
}

export const echoOf = (outcome: Outcome): Echo => JSON.parse(textOf(outcome) ?? '') as Echo

/** Of a metric over all its series, since the VU began. */
export const sum = (caller: Caller, metric: string): number =>
  drainSeries(caller.shard)
    .filter((series) => series.metric === metric)
    .reduce((total, { value }) => total + value, 0)
