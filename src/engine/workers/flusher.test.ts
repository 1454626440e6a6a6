import { expect, it } from 'vitest'
import { Flusher } from './flusher.ts'

it('tells at every multiple of 250 ms, and whether a second has ended since', () => {
  const told: boolean[] = []
  const { tick } = new Flusher((endsWindow) => told.push(endsWindow))
  const next = [0, 250, 499, 500.2, 751, 1000, 1249, 1250.4, 2300, 2500].map(tick)
  expect(next).toEqual([250, 500, 500, 750, 1000, 1250, 1250, 1500, 2500, 2750])
  // At 250, 500, 751, 1000, 1250.4, 2300 and 2500.
  expect(told).toEqual([false, false, false, true, false, true, false])
})
