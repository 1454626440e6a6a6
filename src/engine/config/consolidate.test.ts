import { describe, expect, it } from 'vitest'
import { configOf, oneScenario, problemsWith, runtimeWith } from './testing/consolidated.ts'

describe('problems', () => {
  it('come from all layers at once, in the order of the layers', () => {
    expect(
      problemsWith({
        configFile: { batch: 'x' },
        script: {
          rps: 'x',
          scenarios: { a: { executor: 'constant-vus', vus: 0, duration: '1s' } },
          thresholds: { m: ['x<1'] },
        },
        processEnv: { K6_MAX_REDIRECTS: 'x' },
        flags: { userAgent: ['ok'], minIterationDuration: ['x'] },
      }).map((problem) => problem.split(' must ')[0]),
    ).toEqual([
      'config.batch',
      'options.rps',
      'K6_MAX_REDIRECTS',
      '--min-iteration-duration',
      'scenario "a": vus',
      'threshold "m"[0]',
    ])
  })

  it.each([
    [null, []],
    [undefined, []],
    [5, ['options must be an object, got 5']],
    [[], ['options must be an object, got []']],
  ])('of options that are %j: %j', (script, expected) => {
    expect(problemsWith({ script })).toEqual(expected)
  })

  it('name functions that the script does not export', () => {
    const script = { scenarios: { a: { ...oneScenario['main'], exec: 'brwose' }, b: oneScenario['main'] } }
    expect(problemsWith({ script, callable: ['browse'] })).toEqual([
      'scenario "a": exec must name an exported function, got "brwose"; did you mean "browse"?',
      'scenario "b": exec must name an exported function, got "default"',
    ])
    expect(problemsWith({ script, callable: ['brwose', 'default'] })).toEqual([])
  })

  it('name them beside what else is wrong with the scenario', () => {
    const script = { scenarios: { a: { executor: 'constant-vus', duration: '1s', vus: 0, exec: 'brwose' } } }
    expect(problemsWith({ script, callable: ['browse'] })).toEqual([
      'scenario "a": vus must be more than 0, got 0',
      'scenario "a": exec must name an exported function, got "brwose"; did you mean "browse"?',
    ])
  })

  it('say when the segment is not in the sequence', () => {
    const sequence = { executionSegmentSequence: '0,1/2,1' }
    expect(problemsWith({ script: sequence })).toEqual([
      'executionSegment 0:1 is not in executionSegmentSequence 0,1/2,1',
    ])
    expect(problemsWith({ script: { ...sequence, executionSegment: '0.5:100%' } })).toEqual([])
  })

  it('do not look at thresholds that are off', () => {
    const script = { thresholds: { 'm{': ['x<1'] } }
    expect(problemsWith({ script })).toHaveLength(2)
    expect(problemsWith({ script, runtime: runtimeWith({ noThresholds: true }) })).toEqual([])
  })

  it('of many scenarios stand beside a conflict', () => {
    expect(problemsWith({ script: { duration: '1s', scenarios: { a: { executor: 'x' } } } })).toHaveLength(2)
  })
})

describe('the run', () => {
  it("has k6's defaults", () => {
    expect(configOf({})).toMatchObject({
      work: { kind: 'script', path: '/x.js' },
      threads: 2,
      http: {
        maxRedirects: 10,
        userAgent: 'kneepoint/1',
        batch: 20,
        batchPerHost: 6,
        httpDebug: 'off',
        dns: { ttl: 300_000, select: 'random', policy: 'preferIPv4' },
        rps: 0,
      },
      paused: false,
      setupTimeout: 60_000,
      teardownTimeout: 60_000,
      handleSummaryTimeout: 120_000,
      minIterationDuration: 0,
      summaryTrendStats: ['avg', 'min', 'med', 'max', 'p(90)', 'p(95)'],
      summaryTimeUnit: '',
      summaryMode: 'compact',
      thresholds: {},
      tags: {},
      executionSegment: undefined,
    })
  })

  it('is frozen to the bottom', () => {
    const config = configOf({ script: { scenarios: oneScenario, tags: { a: 'b' } } })
    expect([config, config.scenarios, config.scenarios[0], config.http.dns, config.tags].every(Object.isFrozen)).toBe(
      true,
    )
  })

  it('survives being handed to a worker', () => {
    const config = configOf({ script: { scenarios: oneScenario, cloud: { a: [1] }, executionSegment: '0:1/3' } })
    expect(structuredClone(config)).toEqual(config)
    expect(config.executionSegment).toBe('0:1/3')
  })

  it('takes ready-made scenarios as they are, whatever the layers say of load', () => {
    const own = configOf({ script: { scenarios: oneScenario } }).scenarios.map((scenario) => ({
      ...scenario,
      name: 'explore',
    }))
    expect(configOf({ script: { duration: '5s' }, scenarios: own }).scenarios).toEqual(own)
  })

  it('carries the environment of the script', () => {
    const runtime = runtimeWith({ env: { A: 'b' }, summaryMode: 'full' })
    expect(configOf({ runtime })).toMatchObject({ env: { A: 'b' }, summaryMode: 'full' })
  })
})
