import type { LoadModel } from '../../analysis/observation.ts'
import type { Parsed } from '../../base/result.ts'
import { parsed, problems } from '../../base/result.ts'
import type { Command, RunSnapshot, ScenarioView } from '../../engine/api.ts'

/** The scenarios whose load is scaled together, with their shares of all of it. */
export interface Mix {
  readonly model: LoadModel
  readonly parts: readonly { readonly scenario: string; readonly share: number }[]
}

/** In the proportions that are given, or else in those in which the scenarios are loaded now; what has no share stays out of it. */
export function mixOf({ scenarios }: RunSnapshot, shares?: ReadonlyMap<string, number>): Parsed<Mix> {
  const going = scenarios.filter(({ state }) => state === 'running' || state === 'waiting')
  const open = going.filter(({ model }) => model === 'open')
  const chosen = open.length > 0 ? open : going
  const fixed = chosen.filter(({ executor }) => executor === 'per-vu-iterations')
  if (chosen.length === 0) return problems('no scenario goes on')
  if (fixed.length > 0) return problems(`the VUs of ${namesOf(fixed)} are fixed: its executor is per-vu-iterations`)
  const weights = chosen.map(({ name, load }) => shares?.get(name) ?? load)
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const parts = chosen.map(({ name }, index) => ({
    scenario: name,
    share: total > 0 ? (weights[index] ?? 0) / total : 1 / chosen.length,
  }))
  return parsed({ model: open.length > 0 ? 'open' : 'closed', parts: parts.filter(({ share }) => share > 0) })
}

const namesOf = (scenarios: readonly ScenarioView[]): string => scenarios.map(({ name }) => name).join(', ')

/** What brings the whole mix to `total`. */
export function commandsFor({ model, parts }: Mix, total: number): Command[] {
  if (model === 'open') {
    return parts.map(({ scenario, share }) => ({ type: 'set-rate', scenario, rate: share * total }))
  }
  const vus = wholeParts(
    parts.map(({ share }) => share),
    Math.round(total),
  )
  return parts.map(({ scenario }, index) => ({ type: 'set-vus', scenario, vus: vus[index] ?? 0 }))
}

/** Whole numbers that add up to `total`, as near to the shares as can be (the largest remainder method, Hamilton 1792). */
export function wholeParts(shares: readonly number[], total: number): number[] {
  const whole = shares.map((share) => Math.floor(share * total + 1e-9))
  const left = total - whole.reduce((sum, part) => sum + part, 0)
  const byRemainder = shares
    .map((share, index) => ({ index, remainder: share * total - (whole[index] ?? 0) }))
    .toSorted((a, b) => b.remainder - a.remainder)
    .slice(0, left)
  const rounded = new Set(byRemainder.map(({ index }) => index))
  return whole.map((part, index) => part + (rounded.has(index) ? 1 : 0))
}
