import { describe, expect, it } from 'vitest'
import { judgeLimit } from './judge-limit.ts'
import { brief, judge } from './testing/judge-five.ts'
import { fiveOf, knownTarget, type SecondChange, secondAt } from './testing/make-second.ts'

/** What a queue in the target does: it answers late, and VUs that wait run out. */
const slowTarget: SecondChange = {
  load: {
    load: 600,
    asked: 600,
    offered: 600,
    started: 400,
    dropped: 200,
    inFlight: 200,
    firstByte: { count: 400, min: 480, p50: 500 },
  },
}

describe('nobody holds the load back', () => {
  it('while all of it comes back', () => {
    expect(judge()).toMatchObject({ verdict: 'none', confidence: 'high', next: 'more load', flags: [] })
  })

  it('though something is near its limit, which is said', () => {
    const reading = judge({ worker: { utilisation: 0.9 } })
    expect(reading).toMatchObject({ verdict: 'none', next: 'add a worker: --threads 2' })
    expect(reading?.flags.map(({ name, severity }) => [name, severity])).toEqual([['loop', 'hard']])
  })

  it('when the answers are slow without anything missing', () => {
    expect(judge({ load: { firstByte: { count: 400, min: 80, p50: 90 } } })?.verdict).toBe('none')
  })

  it('of seconds that were paused, of which nothing is said', () => {
    expect(judgeLimit([secondAt(0, { load: { pausedFor: 400 } })], knownTarget)).toBeUndefined()
  })
})

describe('the target is the limit', () => {
  it('when it is slow and the generator keeps up, though all VUs wait for it', () => {
    const reading = judge(slowTarget)
    expect(brief(reading)).toBe('target (high)')
    expect(reading?.evidence).toEqual([
      'median time to the first byte 20 ms -> 500 ms',
      'all 200 VUs wait for answers, so 33 % of the arrivals were dropped',
      'the generator kept up: 100 % of the arrivals in time, start lag p99 1.2 ms',
    ])
    expect(reading?.next).toBe("the limit is the target's; more VUs than 200 would show how it bears overload")
  })

  it('when it refuses', () => {
    const refusing = {
      load: { good: 320, failed: 80, failedRequests: 80, firstByte: { count: 320, min: 19, p50: 21 } },
    }
    expect(brief(judge(refusing))).toBe('target (high)')
    expect(judge(refusing)?.evidence[0]).toBe('20 % of the iterations failed')
  })

  it('when what is inside it grows', () => {
    const growing = [0, 1, 2, 3, 4].map((at) =>
      secondAt(at, {
        load: { good: 330, inFlight: 50 + 70 * at, firstByte: { count: 330, min: 50, p50: 90 + 100 * at } },
      }),
    )
    expect(brief(judgeLimit(growing, knownTarget))).toBe('target (high)')
  })

  it('with less confidence when the generator is near a limit of its own', () => {
    expect(brief(judge({ ...slowTarget, worker: { utilisation: 0.75 } }))).toBe('target (medium)')
  })

  it('with less confidence when nothing is known of it without load but its shortest answer', () => {
    const unloaded = { p50: undefined, min: 19, errorShare: 0 }
    expect(brief(judge(slowTarget, { unloaded }))).toBe('target (medium)')
  })

  it('at a plateau of the closed model', () => {
    const closed = { model: 'closed', load: 100, dropped: 0, firstByte: { count: 400, min: 200, p50: 240 } } as const
    expect(judge({ load: { ...closed, isPlateau: true } })?.verdict).toBe('target')
    expect(judge({ load: closed })?.verdict).toBe('none')
  })

  it('though this host is busy, as long as no thread of ours has to wait for a CPU', () => {
    expect(brief(judge({ ...slowTarget, host: { cpu: 0.97, cpuPressure: 0.3 } }))).toBe('target (high)')
  })
})

describe('the generator is the limit', () => {
  it('when a worker has no time, however late it reads the answers', () => {
    const reading = judge({
      load: {
        offered: 250,
        started: 250,
        good: 250,
        startLag: { p50: 900, p99: 1400 },
        firstByte: { count: 250, min: 24, p50: 160 },
      },
      worker: { utilisation: 0.99, readDelay: 70, delayP99: 150 },
    })
    expect(brief(reading)).toBe('generator (high)')
    expect(reading?.evidence[0]).toBe("the busiest worker's event loop is busy 99 %")
    expect(reading?.next).toBe('add a worker: --threads 2')
  })

  it('when a full worker turns so slowly that even its shortest times are its own', () => {
    const reading = judge({
      load: {
        model: 'closed',
        load: 50,
        offered: 10,
        started: 10,
        good: 10,
        firstByte: { count: 10, min: 100, p50: 2500 },
      },
      worker: { utilisation: 1, readDelay: 2400, delayP99: 5000 },
    })
    expect(reading?.verdict).toBe('generator')
  })

  it('when it would have no time even with all the CPU it wants, on a host that is full', () => {
    const reading = judge({
      load: { offered: 100, started: 100, good: 100, startLag: { p50: 900, p99: 1400 } },
      worker: { utilisation: 0.99, cpu: 0.6, starved: 0.35, readDelay: 70, delayP99: 150 },
      host: { cpu: 0.99 },
    })
    expect(reading?.verdict).toBe('generator')
  })

  it('when a worker waits for threads of ours that collect garbage', () => {
    const reading = judge({
      load: { offered: 100, started: 100, good: 100, startLag: { p50: 900, p99: 1400 } },
      worker: { utilisation: 0.99, cpu: 0.65, starved: 0.3, gc: 0.3, readDelay: 70, delayP99: 150 },
      host: { cpu: 0.99, processCpu: 1.85 },
    })
    expect(reading?.verdict).toBe('generator')
  })

  it('when its iterations alone take more CPU than it has, though answers are read so late that the target looks slow', () => {
    const reading = judge({
      load: {
        load: 250,
        asked: 250,
        offered: 200,
        started: 130,
        good: 130,
        dropped: 70,
        firstByte: { count: 130, min: 900, p50: 2500 },
        startLag: { p50: 2000, p99: 2600 },
      },
      worker: { utilisation: 1, cpu: 0.9, readDelay: 4, delayP99: 9 },
    })
    expect(reading).toMatchObject({ verdict: 'generator', because: ['loop', 'stalls', 'not-started', 'start-lag'] })
    expect(reading?.next).toBe('add a worker: --threads 2')
  })

  it('when there are too few VUs for a target that is as fast as ever', () => {
    const reading = judge({ load: { started: 300, good: 300, dropped: 100, inFlight: 6, users: 6, userCap: 6 } })
    expect(brief(reading)).toBe('generator (high)')
    expect(reading?.evidence[0]).toBe('25 % of the arrivals were dropped: all of 6 VUs were busy')
    expect(reading?.next).toBe('raise maxVUs above 6: 400/s x 20 ms each takes 10')
  })

  it('when there are too few VUs, and counts those there were while the run ends', () => {
    const few = { started: 300, good: 300, dropped: 100, inFlight: 6, users: 6, userCap: 6 }
    const ended = secondAt(4, { load: { ...few, inFlight: 0, users: 0 } })
    const reading = judgeLimit([...fiveOf({ load: few }).slice(0, 4), ended], knownTarget)
    expect(reading?.evidence[0]).toBe('25 % of the arrivals were dropped: all of 6 VUs were busy')
    expect(reading?.next).toBe('raise maxVUs above 6: 400/s x 20 ms each takes 10')
  })

  it('when there are too few VUs, even on a host whose CPUs are full', () => {
    const load = { started: 300, good: 300, dropped: 100, inFlight: 6, users: 6, startLag: { p50: 4, p99: 60 } }
    expect(brief(judge({ load, worker: { starved: 0.3 }, host: { cpu: 1 } }))).toBe('generator (high)')
  })

  it('when arrivals are dropped in bursts though VUs are free', () => {
    const reading = judge({ load: { started: 380, good: 380, dropped: 20, startLag: { p50: 2, p99: 120 } } })
    expect(reading?.verdict).toBe('generator')
    expect(reading?.evidence[0]).toBe('5 % of the arrivals were dropped in bursts: 8 of 200 VUs were busy on average')
  })

  it('when VUs are made only once they are missing', () => {
    const reading = judge({ load: { started: 300, good: 300, dropped: 100, inFlight: 6, users: 6 } })
    expect(reading?.next).toBe('have more than 6 VUs ready: 400/s x 20 ms each takes 10')
  })

  it('when it has no local port left', () => {
    const reading = judge({
      load: { good: 100, failed: 300, failedRequests: 300, withoutPort: 300 },
      host: { ports: { destination: '10.0.0.5:80', used: 25_691, timeWait: 25_600, range: 28_232 } },
    })
    expect(brief(reading)).toBe('generator (high)')
    expect(reading?.next).toMatch(
      /^ports: 91 % of 28,232 to 10.0.0.5:80 in TIME_WAIT: keep connections alive, or widen the range/,
    )
  })

  it('when it may open no more files', () => {
    const reading = judge({ load: { good: 100, failed: 300, failedRequests: 300, withoutFile: 300 } })
    expect(brief(reading)).toBe('generator (high)')
    expect(reading?.next).toBe('raise ulimit -n to 65535 before the run')
  })

  it('at a load that a closed loop of a full worker makes', () => {
    expect(judge({ load: { model: 'closed', load: 50 }, worker: { utilisation: 0.97 } })?.verdict).toBe('generator')
  })
})

describe('it is neither', () => {
  it('when both want the same CPU', () => {
    const reading = judge({
      ...slowTarget,
      worker: { utilisation: 0.95, cpu: 0.4, starved: 0.45, readDelay: 20 },
      host: { cpu: 1, cores: 1, processCpu: 0.5, target: { name: 'node', cpu: 0.48, starved: 0.5 } },
    })
    expect(brief(reading)).toBe('shared-host (high)')
    expect(reading?.evidence).toEqual([
      'a worker was ready but had no CPU for 45 % of the time',
      'the CPUs of this host are 100 % busy',
      'the target was ready but had no CPU for 50 % of the time',
    ])
  })

  it('is none of it while a thread that waits for a CPU has time to rest', () => {
    const host = { cpu: 1, processCpu: 0.6, target: { cpu: 0.1, busiestThread: 0.1, starved: 0.3 } }
    const reading = judge({ ...slowTarget, worker: { utilisation: 0.5, cpu: 0.2, starved: 0.3 }, host })
    expect(brief(reading)).toBe('target (medium)')
  })

  it('when the CPUs are full, nobody tells who waits, and not all is ours', () => {
    const host = { cpu: 0.99, processCpu: 0.9 }
    const reading = judge({ ...slowTarget, host, worker: { starved: undefined } })
    expect(brief(reading)).toBe('shared-host (low)')
    expect(reading?.evidence).toContain('of 2 cores kneepoint uses 0.9, others 1.08')
  })

  it('when the link is full, whatever the answers look like', () => {
    expect(brief(judge({ ...slowTarget, host: { link: { name: 'eth0', used: 0.95 } } }))).toBe('network (high)')
  })

  it('when segments are lost and nothing else explains it', () => {
    const mild = { load: { dropped: 40, started: 360, good: 360, firstByte: { count: 360, min: 20, p50: 28 } } }
    expect(judge({ ...mild, host: { retransmitted: 0.05 } })?.verdict).toBe('network')
    expect(judge(mild)?.verdict).toBe('undetermined')
  })

  it('is the network when the target is slow and segments are lost, unless they may have been refused', () => {
    const lossy = { retransmitted: 0.14 }
    const shared = judge({ ...slowTarget, host: { ...lossy, listenOverflows: 0 } })
    expect(brief(shared)).toBe('network (medium)')
    expect(shared?.next).toContain('look for loss')
    expect(brief(judge({ ...slowTarget, host: { ...lossy, listenOverflows: 50 } }))).toBe('target (high)')
    const remote = judge({ ...slowTarget, host: { ...lossy, isShared: false } })
    expect(brief(remote)).toBe('undetermined (low)')
    expect(remote?.next).toContain('look for loss')
  })

  it('while nothing has ever come back well', () => {
    const broken = { load: { good: 0, failed: 400, failedRequests: 400, firstByte: undefined } }
    expect(judge(broken, { unloaded: undefined })).toMatchObject({
      verdict: 'undetermined',
      next: 'nothing has come back well yet: see what fails',
    })
    expect(judge(broken)?.verdict).toBe('target')
  })

  it('when it has no port left and the target is slow as well', () => {
    const both = { load: { ...slowTarget.load, good: 200, failed: 200, failedRequests: 200, withoutPort: 200 } }
    expect(judge(both)?.verdict).toBe('undetermined')
  })
})

it('takes no single second for a limit', () => {
  const stall = { load: { startLag: { p50: 60, p99: 90 } }, worker: { utilisation: 1 } }
  const seconds = [0, 1, 2, 3, 4].map((at) => secondAt(at, at === 2 ? stall : {}))
  expect(judgeLimit(seconds, knownTarget)?.flags).toEqual([])
})

it('calls nothing zero that is not known', () => {
  const reading = judge({ ...slowTarget, host: {}, load: { ...slowTarget.load, startLag: undefined } })
  expect(JSON.stringify(reading)).not.toMatch(/undefined|NaN|null/)
})
