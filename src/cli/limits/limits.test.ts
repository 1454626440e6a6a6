import { describe, expect, it } from 'vitest'
import { createStore } from '../../base/store.ts'
import type { HostReading } from '../../base/host-reading.ts'
import type { TargetReading } from '../../base/target-reading.ts'
import type { HostProbe } from '../../probes/host-probe.ts'
import { FakeRun } from '../../ui/testing/fake-run.ts'
import { ConnectionHistory } from './connection-history.ts'
import { hostFactsOf } from './host-facts.ts'
import { limitLines } from './limit-lines.ts'
import { loadFactsOf } from './load-facts.ts'
import { mainDestination, ownAddresses, portOf } from './own-addresses.ts'
import { watchLimits } from './watch-limits.ts'

const count = (opened: number, open: number) => ({ destination: '10.0.0.5:80', open, opened, sources: 1 })

describe('connections that were closed lately', () => {
  it('are counted over the last second and the last minute', () => {
    const history = new ConnectionHistory()
    for (let second = 0; second <= 90; second += 1) history.add(second * 1000, [count(100 * second, 0)])
    expect(history.add(91_000, [count(9100, 20)])).toEqual([
      { destination: '10.0.0.5:80', open: 20, closedInSecond: 80, closedInMinute: 5980, sources: 1 },
    ])
  })

  it('are all there were while the run is young', () => {
    expect(new ConnectionHistory().add(500, [count(7, 2)])[0]).toMatchObject({ closedInSecond: 5, closedInMinute: 5 })
  })
})

describe('what the engine counted', () => {
  const run = new FakeRun({ scenarios: [{ name: 'browse', model: 'open', load: 100 }] })
  run.advance(2)
  const { windows, scenarios } = run.snapshots.get()
  const [first, second] = windows

  it('tells what was asked for while the load stays the same', () => {
    if (first === undefined || second === undefined) throw new Error('two windows')
    expect(loadFactsOf(second, first, scenarios)).toMatchObject({ model: 'open', load: 100, asked: 100, good: 100 })
    expect(loadFactsOf(first, undefined, scenarios).asked).toBeUndefined()
    expect(loadFactsOf({ ...second, load: { browse: 50 } }, first, scenarios).asked).toBeUndefined()
  })
})

describe('what is known of the host', () => {
  const reading: HostReading = {
    cpu: { total: 0.5, cores: [0.5, 0.5], usable: 1, usableBusy: 0.9 },
    memory: { total: 100, available: 30 },
    links: [
      { name: 'eth0', received: 10, sent: 80, speed: 100 },
      { name: 'eth1', received: 50, sent: 0, speed: 100 },
      { name: 'veth', received: 900, sent: 900, speed: undefined },
    ],
    conntrack: { count: 10, max: 40 },
    probe: { cpu: 1, period: 1000 },
  }

  it('is of now where a worker says nothing any more: it is stuck in one turn of its loop', () => {
    const health = {
      utilisation: 0.2,
      readDelay: 1,
      delayP99: 20,
      cpu: 0.1,
      starved: 0.3,
      gc: 0,
      heapUsed: 1,
      heapLimit: 4,
    }
    const worker = { id: 0, health, utilisation: 0.2, startLagP99: 1, vus: 5, lostDeltas: 0 }
    const threads = [
      { name: 'node-MainThread', cpu: 0.1, starved: 0.4 },
      { name: 'kneepoint-worke', cpu: 0.97, starved: 0.02 },
    ]
    const now = { ...reading, process: { cpu: 1.1, rss: 1, threads } }
    const factsOf = (silentFor: number) => hostFactsOf(now, [{ ...worker, silentFor }], []).workers
    expect(factsOf(300)?.[0]).toMatchObject({ utilisation: 0.2, delayP99: 20, cpu: 0.1, starved: 0.3, heap: 0.25 })
    expect(factsOf(2300)).toEqual([{ id: 0, utilisation: 1, delayP99: 2300, cpu: 0.97, starved: 0.02 }])
  })

  it('is of the cores that may be used, and of the link that is nearest to its speed', () => {
    expect(hostFactsOf(reading, [], [])).toMatchObject({
      cpu: 0.9,
      cores: 1,
      memoryAvailable: 0.3,
      link: { name: 'eth0', used: 0.8 },
      conntrack: 0.25,
    })
  })

  it('is nothing without a reading', () => {
    expect(hostFactsOf(undefined, [], [])).toEqual({ workers: [], ports: undefined })
  })
})

describe('where connections go', () => {
  it('is where most were opened', () => {
    const counts = [count(5, 0), { ...count(9, 0), destination: '127.0.0.1:8080' }]
    expect(mainDestination(counts)).toBe('127.0.0.1:8080')
    expect(portOf('[::1]:443')).toBe(443)
  })

  it('is this machine or another one', () => {
    const isOwn = ownAddresses()
    expect(isOwn('127.0.0.1:8080')).toBe(true)
    expect(isOwn('[::1]:80')).toBe(true)
    expect(isOwn('192.0.2.1:80')).toBe(false)
  })
})

it('judges every window of a run once, and tells the probes where the target is', () => {
  const watched: (number | undefined)[] = []
  const probe: HostProbe = {
    readings: createStore<HostReading | undefined>(undefined),
    targets: createStore<TargetReading | undefined>(undefined),
    watchTarget: (port) => watched.push(port),
    close: async () => undefined,
  }
  const run = new FakeRun({ scenarios: [{ name: 'browse', model: 'open', load: 600 }], capacity: 400 })
  run.patch({ connections: [{ destination: '127.0.0.1:8080', open: 1, opened: 1, sources: 1 }] })
  const limits = watchLimits({ snapshots: run.snapshots, exploration: run.exploration, probe, ceiling: undefined })
  const seconds: number[] = []
  limits.second.subscribe(() => seconds.push(limits.second.get()?.from ?? -1))
  run.advance(6)
  run.patch({ elapsed: 6100 })
  expect(seconds).toEqual([0, 1000, 2000, 3000, 4000, 5000])
  expect(watched.at(-1)).toBe(8080)
  expect(limits.readings.get()?.verdict).toBe('target')
  expect(limits.run()?.verdict).toBe('target')
})

describe('the lines at the end of a log', () => {
  const limit = { confidence: 'high', evidence: ['this', 'that'], next: 'do something', holds: [] } as const

  it('say who held the run back, why, and what to do', () => {
    expect(limitLines({ ...limit, verdict: 'generator' })).toBe(
      [
        'kneepoint: limit: the generator, not the target (high)',
        'kneepoint:   this',
        'kneepoint:   that',
        'kneepoint:   next: do something',
        '',
      ].join('\n'),
    )
  })

  it('say what is inside the target where that is known', () => {
    const target = {
      laws: [],
      bottleneck: undefined,
      next: undefined,
      overProvisioned: [],
      conclusion: 'cpu is the limit',
    }
    expect(limitLines({ ...limit, verdict: 'target' }, target)).toContain('inside the target: cpu is the limit')
    expect(limitLines({ ...limit, verdict: 'generator' }, target)).not.toContain('inside')
  })

  it('are none when nobody did', () => {
    expect(limitLines({ ...limit, verdict: 'none' })).toBe('')
    expect(limitLines(undefined)).toBe('')
  })
})
