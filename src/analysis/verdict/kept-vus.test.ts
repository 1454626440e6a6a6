import { describe, expect, it } from 'vitest'
import { brief, judge } from './testing/judge-five.ts'

describe('VUs that are kept while the first byte comes as fast as ever', () => {
  const kept = { started: 300, good: 300, dropped: 100, inFlight: 100, users: 100, userCap: 100, requests: 300 }
  const unloaded = { p50: 20, min: 19, requestTime: 21, errorShare: 0 }

  it('are kept by the target when connecting or receiving takes longer', () => {
    const reading = judge({ load: { ...kept, requestTime: 300 * 330, iterationTime: 300 * 332 } }, { unloaded })
    expect(brief(reading)).toBe('target (medium)')
    expect(reading?.evidence.slice(0, 2)).toEqual([
      'mean time of a request, from connecting to the last byte: 21 ms -> 330 ms',
      'all 100 VUs wait for answers, so 25 % of the arrivals were dropped',
    ])
  })

  it('are kept by the network when segments are sent again', () => {
    const load = { ...kept, requestTime: 300 * 330 }
    expect(brief(judge({ load, host: { retransmitted: 0.05 } }, { unloaded }))).toBe('network (medium)')
    expect(brief(judge({ load, host: { link: { name: 'eth0', used: 0.95 } } }, { unloaded }))).toBe('network (high)')
  })

  it('are kept by nobody who could be named when iterations do not end', () => {
    const reading = judge({ load: { ...kept, requestTime: 300 * 21, iterationTime: 300 * 22 } }, { unloaded })
    expect(brief(reading)).toBe('undetermined (low)')
    expect(reading?.evidence[0]).toBe(
      'iterations that end take 22 ms, but VUs are kept for 333 ms on average: some do not end',
    )
    expect(reading?.next).toBe('some iterations do not end: see which requests are never answered')
  })

  it('are too few when the script thinks for so long', () => {
    const thinking = { ...kept, requestTime: 300 * 21, iterationTime: 300 * 333 }
    expect(brief(judge({ load: thinking }, { unloaded }))).toBe('generator (high)')
  })

  it('are too few when our own delays come to as much', () => {
    const late = { ...kept, requestTime: 300 * 330, iterationTime: 300 * 333 }
    expect(judge({ load: late, worker: { delayP99: 100 } }, { unloaded })?.verdict).toBe('generator')
  })

  // As bench/verdict showed while other programs had the CPUs.
  it('are kept by the target though a worker waits for a CPU, but is never late by so much', () => {
    const busy = { worker: { starved: 0.37, delayP99: 4 }, host: { cpu: 1, processCpu: 0.1 } }
    const trickling = judge({ load: { ...kept, requestTime: 300 * 998 }, ...busy }, { unloaded })
    expect(brief(trickling)).toBe('target (low)')
    const hanging = { ...kept, requestTime: 300 * 21.4, iterationTime: 300 * 21.7 }
    expect(brief(judge({ load: hanging, ...busy }, { unloaded }))).toBe('undetermined (low)')
  })
})

it('does not call for more VUs that wait for a CPU as well', () => {
  const load = { load: 50, asked: 50, offered: 50, started: 15, good: 15, dropped: 35, requests: 15 }
  const vus = { inFlight: 5, users: 5, userCap: 5, iterationTime: 15 * 280, startLag: { p50: 20, p99: 90 } }
  const reading = judge(
    {
      load: { ...load, ...vus },
      worker: { utilisation: 0.03, cpu: 0.01, starved: 0.297 },
      host: { cpu: 1, processCpu: 0.02 },
    },
    { unloaded: { p50: 20, min: 19, iterationTime: 22, errorShare: 0 } },
  )
  expect(reading?.verdict).toBe('shared-host')
})
