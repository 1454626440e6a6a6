import type { Millis, PerSecond } from '../base/units.ts'

/**
 * Little's law, L = X W: users in the system = throughput x time in the system (J. D. C. Little, A Proof for the Queuing Formula
 * L = lambda W, Operations Research 9, 1961). It holds for any stable system, so a measurement that breaks it is wrong.
 */
export const usersInside = (throughput: PerSecond, timeInside: Millis): number => (throughput * timeInside) / 1000

/** W = L / X: the mean time in the system that the counts imply. */
export const timeInside = (users: number, throughput: PerSecond): Millis => (1000 * users) / throughput

/**
 * The response time law of interactive systems, R = N / X - Z: what `users` who think `think` between requests must see (Denning and
 * Buzen, The Operational Analysis of Queueing Network Models, 1978).
 */
export const responseTime = (users: number, throughput: PerSecond, think: Millis): Millis =>
  timeInside(users, throughput) - think

/** N* = X (R + Z): the users it takes to reach a throughput when nobody waits for anybody (asymptotic bounds, ibid.). */
export const usersFor = (throughput: PerSecond, response: Millis, think: Millis): number =>
  usersInside(throughput, response + think)

/** A larger disagreement than this is more than sampling at the ends of a hold explains. */
const tolerance = 0.05

export interface LawCheck {
  /** (N - X W) / N. */
  readonly residual: number
  readonly isValid: boolean
  /** One plain sentence. */
  readonly reason: string
}

export interface LawReading {
  /** Mean number inside (closed model with think time: of users). */
  readonly users: number
  readonly throughput: PerSecond
  /** Mean time from begin to end (closed model: to the next begin), measured on its own. */
  readonly timeInside: Millis
}

/** Whether three numbers that were measured apart agree: if not, iterations were lost, counted twice or wrongly timed. */
export function checkLittle({ users, throughput, timeInside: measured }: LawReading): LawCheck {
  const residual = users === 0 ? 0 : (users - usersInside(throughput, measured)) / users
  const isValid = Math.abs(residual) <= tolerance
  const implied = Math.round(timeInside(users, throughput))
  const reason = isValid
    ? `users, throughput and times agree with Little's law within ${tolerance * 100} %`
    : `${round(users)} inside at ${round(throughput)}/s means ${implied} ms each, but ${Math.round(measured)} ms were measured`
  return { residual, isValid, reason }
}

const round = (value: number): number => Number(value.toPrecision(3))
