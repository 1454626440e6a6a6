import { describe, expect, it } from 'vitest'
import { inspectOptions } from './option-json.ts'
import { configOf, oneScenario } from './testing/consolidated.ts'

describe('options as k6 prints them', () => {
  it('shows what is in force: text for durations, null where nothing is set, scenarios in full', () => {
    const { scriptOptions } = configOf({
      script: { duration: '90s', vus: 2, tags: { a: 'b' }, hosts: { a: '1.2.3.4' } },
    })
    expect(scriptOptions).toMatchObject({
      paused: null,
      vus: 2,
      duration: '1m30s',
      iterations: null,
      scenarios: {
        default: {
          executor: 'constant-vus',
          startTime: null,
          gracefulStop: null,
          env: null,
          exec: null,
          tags: null,
          vus: 2,
          duration: '1m30s',
        },
      },
      dns: { ttl: null, select: null, policy: null },
      hosts: { a: '1.2.3.4' },
      summaryTrendStats: ['avg', 'min', 'med', 'max', 'p(90)', 'p(95)'],
      tags: { a: 'b' },
    })
    expect(Object.keys(scriptOptions).slice(0, 6)).toEqual([
      'paused',
      'vus',
      'duration',
      'iterations',
      'stages',
      'scenarios',
    ])
    expect(scriptOptions).not.toHaveProperty('consoleOutput')
    expect(scriptOptions).not.toHaveProperty('cloud')
  })

  it('is JSON, whatever was set', () => {
    const script = {
      scenarios: oneScenario,
      cloud: { projectID: 5 },
      executionSegment: '0:0.25',
      executionSegmentSequence: '0,1/4,1',
      dns: { ttl: 'inf' },
      tlsVersion: { min: 'tls1.2' },
      thresholds: {
        m: ['rate<1', { threshold: 'rate<2', abortOnFail: true, delayAbortEval: '5s' }],
        n: [{ threshold: 'rate<3', window: '10s' }],
      },
    }
    const json: unknown = JSON.parse(JSON.stringify(configOf({ script }).scriptOptions))
    expect(json).toMatchObject({
      cloud: { projectID: 5 },
      executionSegment: '0:1/4',
      executionSegmentSequence: '0,1/4,1',
      dns: { ttl: 'inf', select: null },
      tlsVersion: { min: 'tls1.2', max: '' },
      thresholds: {
        m: ['rate<1', { threshold: 'rate<2', abortOnFail: true, delayAbortEval: '5s' }],
        n: [{ threshold: 'rate<3', window: '10s' }],
      },
    })
  })

  it('shows the options of the script alone, for inspect', () => {
    const read = inspectOptions({ vus: 5, scenarios: oneScenario })
    expect(read).toMatchObject({
      ok: true,
      value: { json: { vus: 5, summaryTrendStats: null, scenarios: { main: { vus: 3 } } } },
    })
    expect(inspectOptions({ vus: 'x', scenarios: { a: 5 } })).toEqual({
      ok: false,
      problems: ['options.vus must be a whole number, got "x"', 'scenario "a" must be an object, got 5'],
    })
  })
})
