import type { TrialRecord } from '../../analysis/explorer/trial.ts'
import { formatLoad, formatNumber, formatRate, formatSeconds, formatShare } from '../../analysis/explorer/wording.ts'
import type { LoadModel } from '../../analysis/observation.ts'
import type { Millis } from '../../base/units.ts'

/** A hold of the search in one line for a log: when it ended, what it showed, and why it was held. */
export function holdLine({ trial, hold, recoveredAfter }: TrialRecord, at: Millis, model: LoadModel): string {
  const parts = [
    `${formatLoad(hold.load, model)} for ${formatSeconds(hold.dwell)}`,
    `${formatRate(hold.goodput.value)} good`,
    hold.response.p95 === undefined ? undefined : `p95 ${formatNumber(hold.response.p95)} ms`,
    hold.errorShare > 0 ? `failed ${formatShare(hold.errorShare)}` : undefined,
    hold.droppedShare > 0 ? `dropped ${formatShare(hold.droppedShare)}` : undefined,
    hold.fall === undefined ? undefined : `fell after ${formatSeconds(hold.fall.after)}`,
    hold.limitedBy === undefined ? undefined : `limited by the ${limits[hold.limitedBy]}`,
    trial.purpose === 'recover' ? recovery(recoveredAfter) : verdictOf(hold.verdict, model),
  ]
  const said = parts.filter((part) => part !== undefined).join(', ')
  return `${clock(at)}  ${trial.purpose.padEnd(13)}  ${said} (${trial.because})`
}

const limits = { 'in-flight': 'VUs', generator: 'generator' } as const

const recovery = (after: number | undefined): string =>
  after === undefined ? 'did not come back' : `came back after ${formatSeconds(after)}`

/** In the closed model a hold alone says nothing. */
const verdictOf = (verdict: TrialRecord['hold']['verdict'], model: LoadModel): string | undefined =>
  model === 'open' ? verdict : undefined

const clock = (at: Millis): string => {
  const seconds = Math.floor(at / 1000)
  return `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`
}
