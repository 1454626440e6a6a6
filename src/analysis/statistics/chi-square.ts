import { twoSided } from './normal.ts'

/**
 * Probability that a chi-square variable with `degrees` of freedom is at least `x`: the finite sums 26.4.4 and 26.4.5 of Abramowitz and
 * Stegun, Handbook of Mathematical Functions.
 */
export function chiSquareTail(x: number, degrees: number): number {
  if (!(x > 0)) return 1
  return Math.min(1, degrees % 2 === 0 ? tailOfEven(x, degrees) : tailOfOdd(x, degrees))
}

function tailOfEven(x: number, degrees: number): number {
  let term = Math.exp(-x / 2)
  let sum = term
  for (let i = 1; i < degrees / 2; i += 1) sum += term *= x / 2 / i
  return sum
}

function tailOfOdd(x: number, degrees: number): number {
  const root = Math.sqrt(x)
  let term = Math.sqrt(2 / Math.PI) * Math.exp(-x / 2) * root
  let sum = 0
  for (let odd = 1; odd < degrees; odd += 2) {
    if (odd > 1) term *= x / odd
    sum += term
  }
  return twoSided(root) + sum
}
