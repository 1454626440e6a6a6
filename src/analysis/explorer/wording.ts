import type { LoadModel } from '../observation.ts'

/** Three significant digits, no exponent: 403, 1,280, 0.5. */
export function formatNumber(value: number): string {
  const rounded = Number(value.toPrecision(value >= 1000 ? 4 : 3))
  return rounded >= 10_000 ? rounded.toLocaleString('en-US') : String(rounded)
}

export const formatLoad = (load: number, model: LoadModel): string =>
  model === 'open' ? `${formatNumber(load)}/s` : `${formatNumber(load)} ${load === 1 ? 'VU' : 'VUs'}`

export const formatRate = (rate: number): string => `${formatNumber(rate)}/s`

/** 0.034 -> `3.4 %`. */
export const formatShare = (share: number): string => `${Number((share * 100).toPrecision(2))} %`

export const formatSeconds = (seconds: number): string => `${Number(seconds.toPrecision(2))} s`
