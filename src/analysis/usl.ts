import type { PerSecond } from '../base/units.ts'

/**
 * Gunther's universal scalability law: X(N) = lambda N / (1 + sigma (N - 1) + kappa N (N - 1)) with N users inside (N. J. Gunther,
 * Guerrilla Capacity Planning, 2007, chapters 4 to 6).
 */
export interface UslParams {
  /** lambda: throughput of one alone, per second. */
  readonly single: PerSecond
  /** sigma: contention, the part that cannot be shared. */
  readonly contention: number
  /** kappa: coherency, the cost of keeping two in step. */
  readonly coherency: number
}

export const uslThroughput = ({ single, contention, coherency }: UslParams, users: number): PerSecond =>
  (single * users) / (1 + contention * (users - 1) + coherency * users * (users - 1))

/** N_max = sqrt((1 - sigma) / kappa): where throughput has its peak; Infinity without coherency cost, 1 when sigma is 1 or more. */
export function uslPeakUsers({ contention, coherency }: UslParams): number {
  if (contention >= 1) return 1
  return coherency === 0 ? Infinity : Math.max(1, Math.sqrt((1 - contention) / coherency))
}

/** Throughput at the peak; lambda / sigma, the limit for many users, without coherency cost. */
export function uslPeak(params: UslParams): PerSecond {
  const users = uslPeakUsers(params)
  return Number.isFinite(users) ? uslThroughput(params, users) : params.single / params.contention
}

/** The fewest users past the peak at which throughput is `share` of it: the larger root of X(N) = share X_max. */
export function uslFallTo(params: UslParams, share: number): number {
  const { single, contention, coherency } = params
  const level = share * uslPeak(params)
  // level (1 - sigma) + (level (sigma - kappa) - lambda) N + level kappa N^2 = 0
  const [a, b, c] = [level * coherency, level * (contention - coherency) - single, level * (1 - contention)]
  return a === 0 ? Infinity : (-b + Math.sqrt(Math.max(0, b * b - 4 * a * c))) / (2 * a)
}
