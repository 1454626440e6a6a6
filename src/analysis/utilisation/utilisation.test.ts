import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { secondAt } from '../verdict/testing/make-second.ts'
import { UseCollector } from './collect-uses.ts'
import { fitLaw, type ResourceUse, usedAt } from './resource-law.ts'
import { reportUtilisation } from './utilisation-report.ts'

const loads = [50, 100, 200, 300, 400, 400]
const use = (name: string, kind: ResourceUse['kind'], used: (x: number) => number): ResourceUse => ({
  name,
  kind,
  points: loads.map((throughput) => ({ throughput, used: used(throughput) })),
})

describe('the law of a resource', () => {
  it('finds the demand, the background and where it binds, whatever they are', () => {
    const demands = fc.double({ min: 0.0001, max: 0.002, noNaN: true })
    const backgrounds = fc.double({ min: 0, max: 0.2, noNaN: true })
    fc.assert(
      fc.property(demands, backgrounds, (demand, background) => {
        const law = fitLaw(use('cpu', 'cpu', (x) => background + demand * x))
        expect(law?.demand.value).toBeCloseTo(demand, 8)
        expect(law?.background).toBeCloseTo(background, 6)
        expect(law?.binds).toBeCloseTo((1 - background) / demand, 3)
        expect(law?.rSquared).toBeCloseTo(1)
      }),
    )
  })

  it('calls a link full at 90 %, and space never', () => {
    expect(fitLaw(use('network', 'link', (x) => x / 1000))?.binds).toBeCloseTo(900)
    expect(fitLaw(use('memory', 'space', (x) => x / 1000))?.binds).toBeUndefined()
  })

  it('binds nowhere when nothing follows from the throughput', () => {
    const noise = [0.3, 0.31, 0.29, 0.3, 0.31, 0.3]
    let at = 0
    expect(fitLaw(use('disk', 'link', () => noise[(at += 1) - 1] ?? 0))?.binds).toBeUndefined()
  })

  it('is not made from few points, nor from points of one load', () => {
    expect(fitLaw({ ...use('cpu', 'cpu', (x) => x), points: [{ throughput: 1, used: 1 }] })).toBeUndefined()
    const same = Array.from({ length: 9 }, (_, n) => ({ throughput: 400 + n, used: 0.5 }))
    expect(fitLaw({ name: 'cpu', kind: 'cpu', points: same })).toBeUndefined()
  })
})

describe('what the resources say of a limit', () => {
  const cpu = use('cpu', 'cpu', (x) => 0.02 + x * 0.0024)
  const network = use('network', 'link', (x) => x * 0.0005)
  const reached = { throughput: 405, isReached: true }

  it('names the one that is full where the target saturates, and the next', () => {
    const report = reportUtilisation([network, cpu], reached)
    expect(report?.bottleneck?.name).toBe('cpu')
    expect(report?.next?.name).toBe('network')
    expect(report?.conclusion).toBe(
      'cpu is the limit: 2.4 ms for each request, full at 408/s; network would bind next, at 1800/s',
    )
  })

  it('takes no point of a buckled target or a draining backlog for the law, as was seen of a node whose CPU got slower', () => {
    const clean = cpu.points.map((point) => ({ ...point, offered: point.throughput }))
    const buckled = Array.from({ length: 20 }, () => ({ throughput: 280, used: 1 }))
    const report = (offered?: number) => {
      const points = [...clean, ...buckled.map((point) => ({ ...point, offered }))]
      return reportUtilisation([{ ...cpu, points }], reached)
    }
    expect(report()?.bottleneck).toBeUndefined()
    expect(report(900)?.bottleneck?.name).toBe('cpu')
    expect(report(4)?.bottleneck?.name).toBe('cpu')
  })

  it('says what others fill, as was seen of a lock on a machine whose CPUs were taken', () => {
    const taken = use('cpu', 'cpu', (x) => 0.998 + (x % 100 === 0 ? 0.001 : -0.001))
    const thread = use('thread of node', 'cpu', (x) => 0.007 + x * 0.00008)
    expect(reportUtilisation([taken, thread], reached)?.conclusion).toMatch(
      /^no resource explains the limit beyond doubt: this load fills none \(the fullest 3.9 %\), but cpu is 100 % full without it/,
    )
  })

  it('names no hardware when none is full: it is a lock, a pool, a limiter', () => {
    const idle = use('cpu', 'cpu', (x) => 0.02 + x * 0.0005)
    expect(reportUtilisation([idle, network], reached)?.conclusion).toMatch(
      /^no hardware resource is full \(the fullest 22 %\): a lock/,
    )
  })

  it('is careful where a resource is high but would not be full', () => {
    const high = use('cpu', 'cpu', (x) => 0.02 + x * 0.0019)
    expect(reportUtilisation([high], reached)?.bottleneck).toBeUndefined()
    expect(reportUtilisation([high], reached)?.conclusion).toMatch(/^no resource explains/)
  })

  it('names one that was seen full at capacity, though it took more for each request for a while', () => {
    const slower = cpu.points.slice(1, 4).map(({ throughput, used }) => ({ throughput, used: used * 1.5 }))
    const points = [...cpu.points, ...slower, ...Array.from({ length: 4 }, () => ({ throughput: 405, used: 1 }))]
    const law = fitLaw({ ...cpu, points })
    expect(law?.rSquared).toBeLessThan(0.9)
    expect(reportUtilisation([{ ...cpu, points }], reached)?.bottleneck?.name).toBe('cpu')
    const almost = points.map(({ throughput, used }) => ({ throughput, used: 0.95 * used }))
    expect(reportUtilisation([{ ...cpu, points: almost }], reached)?.bottleneck).toBeUndefined()
  })

  it('predicts what would bind first before the target saturates', () => {
    const before = { throughput: 300, isReached: false }
    expect(reportUtilisation([cpu, network], before)).toMatchObject({
      bottleneck: undefined,
      conclusion: 'cpu would bind first, at 408/s',
    })
  })

  it('says what is larger than it need be, and by how much', () => {
    const [over] = reportUtilisation([cpu, network], reached)?.overProvisioned ?? []
    expect(over?.law.name).toBe('network')
    expect(over?.factor).toBeCloseTo(0.7 / 0.2025, 3)
  })

  it('counts a machine and its busiest core as one CPU', () => {
    const core = use('busiest core', 'cpu', (x) => 0.02 + x * 0.00242)
    expect(reportUtilisation([cpu, core, network], reached)?.next?.name).toBe('network')
  })

  it('is nothing without capacity or without different loads', () => {
    expect(reportUtilisation([cpu], undefined)).toBeUndefined()
    expect(reportUtilisation([], reached)).toBeUndefined()
  })

  it('agrees with the law at any throughput', () => {
    const law = fitLaw(cpu)
    expect(law && usedAt(law, 1000)).toBeCloseTo(2.42)
  })
})

describe('what is put together', () => {
  const second = (at: number, load: number, used: number) =>
    secondAt(at, {
      load: { load, offered: load, good: load },
      host: { target: { name: 'node', cpu: used, busiestThread: used } },
    })

  it('are the seconds of a load that stays, with the process on this host, once the next one is like it', () => {
    const collector = new UseCollector()
    for (const [at, load] of [100, 100, 100, 100, 200, 200, 200].entries())
      collector.addSecond(second(at, load, load / 400))
    expect(collector.uses.map(({ name, kind, points }) => [name, kind, points.length])).toEqual([
      ['thread of node', 'cpu', 3],
      ['CPU of node', 'cores', 3],
    ])
    expect(collector.uses[0]?.points.at(-1)).toEqual({ throughput: 200, used: 0.5, offered: 200 })
  })

  it('are no seconds in which a backlog comes to its end: the process was looked at in the middle of it', () => {
    const collector = new UseCollector()
    for (const [at, good] of [180, 180, 90, 4, 4, 4].entries())
      collector.addSecond({ ...second(at, 4, 0.5), load: { ...second(at, 4, 0.5).load, good } })
    expect(collector.uses[0]?.points.map(({ throughput }) => throughput)).toEqual([4])
  })

  it('are readings whose span lies in one load, with what came back meanwhile', () => {
    const collector = new UseCollector()
    for (const [at, load] of [100, 100, 100, 100, 200, 200].entries())
      collector.addSecond(secondAt(at, { load: { load, offered: load, good: load } }))
    const resources = [{ name: 'cpu', kind: 'cpu', used: 0.3 }] as const
    collector.addReading({ from: 1100, to: 3100, resources })
    collector.addReading({ from: 3000, to: 5000, resources })
    collector.addReading({ from: 90_000, to: 92_000, resources })
    expect(collector.uses).toEqual([
      { name: 'cpu', kind: 'cpu', points: [{ throughput: 100, used: 0.3, offered: 100 }] },
    ])
  })

  it('are no seconds in which requests failed', () => {
    const collector = new UseCollector()
    const failing = { load: { load: 100, good: 80, failed: 20 }, host: { target: { busiestThread: 0.5 } } }
    for (const at of [0, 1, 2]) collector.addSecond(secondAt(at, failing))
    expect(collector.uses).toEqual([])
  })
})
