import { describe, expect, it } from 'vitest'
import type { BackendRow, BalanceFacts } from '../report-data.ts'
import { quietRun } from '../testing/report-data.ts'
import { balance } from './balance.ts'

const row = (name: string, share: number | undefined): BackendRow => ({
  name,
  share,
  answers: 100,
  connections: 5,
  failedShare: 0.03,
  latency: { count: 100, p50: 12, p95: 34, p99: 56 },
  firstAt: 1000,
  lastAt: 61_000,
  trace: [1, 2, undefined],
})

const facts: BalanceFacts = {
  service: 'http://shop',
  kind: 'balancer',
  conclusion: 'the balancer deals requests unevenly (p < 0.001)',
  notes: ['web-2 is slow'],
  next: 'look at the balancer',
  isSticky: false,
  answers: { chiSquare: 40.25, degrees: 1, p: 1e-9, deviation: 0.6 },
  connections: { chiSquare: 1, degrees: 1, p: 0.317, deviation: 0.1 },
  changes: [],
  backends: [row('web-1', 0.8), row('web-2', 0.2)],
}

const textOf = (some: Partial<BalanceFacts> = {}): string =>
  (balance.render({ ...quietRun, balances: [{ ...facts, ...some }] })?.markup ?? '')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .replaceAll('&lt;', '<')

describe('the balance', () => {
  it('is left out where there were no backends', () => {
    expect(balance.render(quietRun)).toBeUndefined()
  })

  it('shows who answered: share, response times, errors; and the test of evenness with its p-value', () => {
    const text = textOf()
    for (const part of [
      'the balancer deals requests unevenly',
      'connections do not stay with a backend: each request is dealt',
      'evenness of answers: p < 0.001 (chi-square 40.3, degrees of freedom 1), the furthest share is 60 % from even',
      'web-2 is slow',
      'next: look at the balancer',
      'web-1 80 % 100 3.0 % 12.0 ms 34.0 ms 56.0 ms 5 00:01 01:01',
      'Shares are of the whole run',
    ]) {
      expect(text).toContain(part)
    }
  })

  it('tests connections where these stay', () => {
    expect(textOf({ isSticky: true })).toContain('evenness of connections: p = 0.317')
    expect(textOf({ isSticky: undefined, answers: undefined })).toMatch(/not known.*answers: too few to test/)
  })

  it('tells when backends came and went, and of which time the shares are then', () => {
    const gone = { kind: 'vanished', service: 'http://shop', name: 'web-3', count: 2, at: 34_000 } as const
    const text = textOf({ changes: [gone], backends: [row('web-1', 1), row('web-3', undefined), row('', 0)] })
    expect(text).toContain('00:34 backend web-3 answered no more: then there were 2')
    expect(text).toContain('Shares are those since 00:34')
    expect(text).toMatch(/web-3 - /)
    expect(text).toContain('(did not say)')
  })
})
