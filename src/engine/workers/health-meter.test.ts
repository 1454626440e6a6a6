import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { HealthMeter, loopDelays, meanWait } from './health-meter.ts'
import { parseSchedStat } from './thread-time.ts'

describe('the mean wait of what becomes ready', () => {
  it('is nothing while timers come when they are due', () => {
    expect(meanWait(10, 0)).toBe(0)
  })

  it('is half of the blocked time, for the share of the time that is blocked', () => {
    // 30 ms of every 40 ms: 3 of 4 arrive while it is blocked and wait 15 ms.
    expect(meanWait(40, 0)).toBeCloseTo(0.75 * 15)
  })

  it('counts a long block for more than many short ones', () => {
    expect(meanWait(20, 100)).toBeGreaterThan(meanWait(20, 0))
  })

  it('is what arrivals at any instant wait, whatever the intervals are', () => {
    const intervals = fc.array(fc.integer({ min: 10, max: 500 }), { minLength: 1, maxLength: 50 })
    fc.assert(
      fc.property(intervals, (all) => {
        const mean = all.reduce((sum, each) => sum + each, 0) / all.length
        const variance = all.reduce((sum, each) => sum + (each - mean) ** 2, 0) / all.length
        const waited = all.reduce((sum, each) => sum + (each - 10) ** 2 / 2, 0)
        expect(meanWait(mean, Math.sqrt(variance))).toBeCloseTo(waited / (mean * all.length), 6)
      }),
    )
  })
})

describe('how late a loop is', () => {
  const onTime = { count: 100, mean: 10.1, deviation: 0.3, p99: 11 }

  it('is what its timers say', () => {
    const { readDelay, delayP99 } = loopDelays(onTime, 1015)
    expect(readDelay).toBe(meanWait(10.1, 0.3))
    expect(delayP99).toBeCloseTo(1)
  })

  it('is all of the span when no timer came, and never nothing', () => {
    const { readDelay, delayP99 } = loopDelays({ count: 0, mean: 0, deviation: 0, p99: 0 }, 2500)
    expect(delayP99).toBe(2490)
    expect(readDelay).toBeCloseTo(2490 ** 2 / (2 * 2500))
  })

  it('counts the block that has not ended, for its share of the span', () => {
    const { readDelay, delayP99 } = loopDelays({ ...onTime, count: 50 }, 505 + 500)
    expect(delayP99).toBe(490)
    expect(readDelay).toBeCloseTo((500 / 1005) * (490 ** 2 / 1000), 1)
  })
})

it('reads what a thread had of the CPUs, in ms', () => {
  expect(parseSchedStat('367452220 505802637 503\n')).toEqual({ cpu: 367.45222, waited: 505.802637 })
})

it('reads nothing from a file without numbers', () => {
  expect(parseSchedStat('')).toBeUndefined()
  expect(parseSchedStat('no permission')).toBeUndefined()
})

it('sees a loop that is busy, and what its heap holds', async () => {
  const meter = new HealthMeter()
  const busyUntil = performance.now() + 1100
  const burn = (): void => {
    const until = performance.now() + 50
    while (performance.now() < until);
    if (performance.now() < busyUntil) setImmediate(burn)
  }
  burn()
  while (performance.now() < busyUntil) await new Promise((resolve) => setImmediate(resolve))
  const health = meter.read()
  meter.close()
  expect(health.utilisation).toBeGreaterThan(0.9)
  expect(health.readDelay).toBeGreaterThan(5)
  expect(health.heapUsed).toBeGreaterThan(1e6)
  expect(health.heapLimit).toBeGreaterThan(health.heapUsed)
})
