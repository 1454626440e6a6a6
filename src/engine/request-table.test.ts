import { describe, expect, it } from 'vitest'
import { requestKey, RequestStats } from './metrics/request-stats.ts'
import { RequestTable } from './request-table.ts'

type Second = Readonly<Record<string, readonly number[]>>

/** Plays seconds into a table: the durations of each name's requests, all of which get 200 but those of 1 s and more. */
class Seconds {
  readonly table: RequestTable = new RequestTable()
  readonly #totals = new Map<string, RequestStats>()

  play(...seconds: readonly Second[]): this {
    for (const second of seconds) {
      const requests = new Map(Object.entries(second).map(([name, durations]) => [keyOf(name), statsOf(durations)]))
      for (const [key, stats] of requests) this.#total(key).merge(stats)
      this.table.update({ requests: this.#totals }, [{ book: { requests }, measured: 1000 }])
    }
    return this
  }

  view(name: string) {
    const view = this.table.views.find((candidate) => candidate.name === name)
    if (view === undefined) throw new Error(`no requests are called ${name}`)
    return view
  }

  #total(key: string): RequestStats {
    const total = this.#totals.get(key) ?? new RequestStats()
    this.#totals.set(key, total)
    return total
  }
}

const keyOf = (name: string): string => requestKey({ method: 'GET', name })

function statsOf(durations: readonly number[]): RequestStats {
  const stats = new RequestStats()
  for (const duration of durations) {
    const hasFailed = duration >= 1000
    stats.requests.sum += 1
    stats.failures.total += 1
    stats.failures.passes += hasFailed ? 1 : 0
    stats.durations.histogram.record(duration)
    stats.received.sum += 100
    stats.status(hasFailed ? '503' : '200').sum += 1
  }
  return stats
}

describe('the requests of a run', () => {
  it('have figures of the last five seconds and of the whole run', () => {
    const seconds = new Seconds().play({ '/a': [9, 9, 9] }, {}, {}, {}, {}, { '/a': [5, 5, 1000] })
    const { rate, recent, total } = seconds.view('/a')
    expect(rate).toBeCloseTo(3 / 5)
    expect(recent).toMatchObject({ count: 3, failedShare: 1 / 3, received: 300, latency: { count: 3 } })
    expect(recent.latency.p50).toBeCloseTo(5, 1)
    expect(recent.statuses).toEqual([
      { status: '200', count: 2 },
      { status: '503', count: 1 },
    ])
    expect(total).toMatchObject({ count: 6, received: 600, latency: { count: 6 } })
  })

  it('stand in the order in which their names were first seen', () => {
    const { table } = new Seconds().play({ '/b': [1] }, { '/a': [1], '/b': [1] })
    expect(table.views.map(({ method, name }) => `${method} ${name}`)).toEqual(['GET /b', 'GET /a'])
  })

  it('keep their identity, one by one and as a list, while nothing in them changes', () => {
    const seconds = new Seconds().play({ '/a': [1], '/b': [1] }, {}, {}, {}, {}, {})
    const { table } = seconds
    const quiet = table.views
    seconds.play({}, {})
    expect(table.views).toBe(quiet)
    const before = seconds.view('/b')
    seconds.play({ '/a': [1] })
    expect(table.views).not.toBe(quiet)
    expect(seconds.view('/b')).toBe(before)
  })

  it('have no rate while all of the time was paused', () => {
    const table = new RequestTable()
    const requests = new Map([[keyOf('/a'), statsOf([1])]])
    table.update({ requests }, [{ book: { requests }, measured: 0 }])
    expect(table.views[0]).toMatchObject({ rate: undefined, recent: { count: 1 } })
  })

  it('that go by many names are brought up to date within seconds, each at once when it is new', () => {
    const names = Array.from({ length: 120 }, (_, index) => `/${index}`)
    const second = Object.fromEntries(names.map((name) => [name, [1]]))
    const seconds = new Seconds().play(second)
    expect(seconds.table.views.every(({ total }) => total.count === 1)).toBe(true)
    seconds.play(second, {}, {})
    expect(seconds.table.views.every(({ total }) => total.count === 2)).toBe(true)
  })
})
