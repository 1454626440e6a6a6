import { describe, expect, it } from 'vitest'
import { FakeRun } from '../testing/fake-run.ts'
import { figures, request } from '../testing/requests.ts'
import {
  bytesEach,
  commonOrigin,
  firstRequestsLook,
  type RequestsLook,
  shownRequests,
  sortRequests,
} from './request-rows.ts'

const slow = { latency: { count: 1, p50: 900, p95: 990, p99: 999 } }
const silent = { latency: { count: 0, p50: undefined, p95: undefined, p99: undefined } }

function runWith(...requests: ReturnType<typeof request>[]) {
  const run = new FakeRun()
  run.advance(10)
  run.patch({ requests })
  return run.snapshots.get()
}

const names = (run: ReturnType<typeof runWith>, look: RequestsLook): string[] =>
  shownRequests(run, look).map(({ key }) => key)

describe('the order of requests', () => {
  const run = runWith(request('/a', 5), request('/b', 50, silent), request('/c', 20, slow))

  it('is by rate at first, the largest first', () => {
    expect(names(run, sortRequests(firstRequestsLook, run))).toEqual(['GET /b', 'GET /c', 'GET /a'])
  })

  it('puts what is not known last, whichever way it goes', () => {
    const byP95 = { ...firstRequestsLook, sort: 'p95' } as const
    expect(names(run, sortRequests(byP95, run)).at(-1)).toBe('GET /b')
    expect(names(run, sortRequests({ ...byP95, descending: false }, run))).toEqual(['GET /a', 'GET /c', 'GET /b'])
  })

  it('stays while the values change, and new names come at its end', () => {
    const look = sortRequests(firstRequestsLook, run)
    const later = runWith(request('/new', 99), request('/a', 500), request('/b', 1), request('/c', 1))
    expect(names(later, look)).toEqual(['GET /b', 'GET /c', 'GET /a', 'GET /new'])
    expect(names(later, sortRequests(look, later))).toEqual(['GET /a', 'GET /new', 'GET /b', 'GET /c'])
  })
})

it('shows only what contains the text, in small letters or large', () => {
  const run = runWith(request('/cart', 1), request('/search', 1))
  expect(names(run, { ...firstRequestsLook, filter: 'get /CA' })).toEqual(['GET /cart'])
})

it('takes the rate of the whole run from its count, without time paused', () => {
  const run = { ...runWith(request('/a', 1)), paused: 2000 }
  expect(shownRequests(run, { ...firstRequestsLook, span: 'total' })[0]?.rate).toBe(500)
})

it('knows how large a response is from those that there were', () => {
  expect(bytesEach(figures())).toBe(1000)
  const unanswered = { status: '0', count: 50 }
  expect(bytesEach(figures({ statuses: [unanswered, { status: '200', count: 50 }] }))).toBe(2000)
  expect(bytesEach(figures({ statuses: [{ status: '0', count: 100 }] }))).toBeUndefined()
})

it.each([
  [['http://a/x', 'http://a/y?z', 'front page'], 'http://a'],
  [['http://a/x', 'http://b/y'], undefined],
  [['front page'], undefined],
])('%j begin with %s', (list, origin) => {
  expect(commonOrigin({ requests: list.map((name) => request(name, 1)) })).toBe(origin)
})
