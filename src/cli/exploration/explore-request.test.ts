import { describe, expect, it } from 'vitest'
import { parseArgs } from '../args.ts'
import { type ExploreRequest, exploreRequest } from './explore-request.ts'
import { type ExploredWork, onePart } from './explored-work.ts'

const start = { rate: 20, maxVUs: 1000 }

/** Tests have no terminal, so everything here is headless. */
function ask(words: readonly string[], what = 'http://localhost/', work = onePart): ExploreRequest {
  const args = parseArgs(['explore', ...words, what])
  if (!args.ok) throw new Error(args.problems.join('; '))
  return exploreRequest(args.value, work, { start, url: what.startsWith('http') ? what : undefined })
}

const part = (name: string, share: number): ExploredWork['parts'][number] => ({
  explored: { name, exec: name, env: {}, tags: {} },
  share,
})

describe('a request to explore', () => {
  it('goes up in steps for 20 s where nobody searches', () => {
    const { scenarios, settings } = ask([])
    expect(scenarios).toMatchObject([{ executor: 'ramping-arrival-rate', startRate: 20, maxVUs: 1000 }])
    expect(settings).toMatchObject({ auto: false, stopsRun: false })
  })

  it('has an open end for the search, and ends with it', () => {
    const { scenarios, settings, noThresholds } = ask([
      '--auto',
      '--rate',
      '5',
      '--max-load',
      '300',
      '--accuracy',
      'quick',
    ])
    expect(scenarios).toMatchObject([{ executor: 'constant-arrival-rate', rate: 5, duration: Infinity }])
    expect(settings).toMatchObject({ auto: true, stopsRun: true, startLoad: 5, maxLoad: 300, accuracy: 'quick' })
    expect(noThresholds).toBe(true)
  })

  it('is of the closed model where VUs are given, or the scenarios have them', () => {
    expect(ask(['--auto', '--vus', '3']).scenarios).toMatchObject([{ executor: 'constant-vus', vus: 3 }])
    const work: ExploredWork = { parts: [part('a', 0.5), part('b', 0.5)], model: 'closed' }
    expect(ask(['--auto'], 'shop.js', work).scenarios).toMatchObject([
      { name: 'a', executor: 'constant-vus', vus: 1 },
      { name: 'b', executor: 'constant-vus', vus: 1 },
    ])
    expect(ask(['--auto', '--rate', '10'], 'shop.js', work).scenarios[0]?.executor).toBe('constant-arrival-rate')
  })

  it('keeps the proportions of a mix', () => {
    const work: ExploredWork = { parts: [part('browse', 0.75), part('buy', 0.25)], model: 'open' }
    const { scenarios, settings } = ask(['--auto', '--max-vus', '100'], 'shop.js', work)
    expect(scenarios).toMatchObject([
      { name: 'browse', exec: 'browse', rate: 15, maxVUs: 75 },
      { name: 'buy', exec: 'buy', rate: 5, maxVUs: 25 },
    ])
    expect([...(settings.shares ?? [])]).toEqual([
      ['browse', 0.75],
      ['buy', 0.25],
    ])
  })
})

describe('overload', () => {
  it.each([
    [[], 'http://127.0.0.1/', 'yes', 0],
    [[], 'http://example.com/', 'no', 1],
    [[], 'shop.js', 'no', 1],
    [['--yes'], 'http://example.com/', 'yes', 0],
    [['--no-buckle'], 'http://127.0.0.1/', 'no', 0],
  ])('with %j of %s: %s', (words, url, expected, notes) => {
    const request = ask(['--auto', ...words], url)
    expect(request.settings.overload).toBe(expected)
    expect(request.notes).toHaveLength(notes)
  })
})

it.each([
  [['--accuracy', 'quick', '--yes'], 'without a screen nothing obeys --accuracy, --yes'],
  [['--auto', '--duration', '10s'], '--auto takes as long as it needs'],
])('refuses %j', (words, said) => {
  expect(() => ask(words)).toThrow(said)
})
