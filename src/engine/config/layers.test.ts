import { describe, expect, it } from 'vitest'
import { configOf, type Layers, onlyScenario, oneScenario, warningsOf } from './testing/consolidated.ts'

describe('layers', () => {
  it('lets the nearer layer win, option by option', () => {
    const layers = {
      configFile: { maxRedirects: 1, batch: 1, rps: 1, userAgent: 'file' },
      script: { maxRedirects: 2, batch: 2, rps: 2 },
      processEnv: { K6_MAX_REDIRECTS: '3', K6_BATCH: '3' },
      flags: { maxRedirects: ['4'] },
    }
    expect(configOf(layers).http).toMatchObject({ maxRedirects: 4, batch: 3, rps: 2, userAgent: 'file' })
  })

  it.each<[string, Layers, object]>([
    [
      'a flag replaces the load of the script',
      { script: { scenarios: oneScenario }, flags: { iterations: ['5'] } },
      { executor: 'shared-iterations', iterations: 5 },
    ],
    [
      'stages of a flag replace duration',
      { script: { duration: '5s', vus: 2 }, flags: { stages: ['1s:5'] } },
      { executor: 'ramping-vus', startVUs: 2 },
    ],
    [
      'duration of a flag replaces stages',
      { script: { stages: [{ duration: 1, target: 1 }] }, flags: { duration: ['5s'] } },
      { executor: 'constant-vus', duration: 5000 },
    ],
    [
      'duration of a flag replaces iterations',
      { script: { iterations: 9 }, flags: { duration: ['5s'] } },
      { executor: 'constant-vus' },
    ],
    [
      'vus of a flag go with the duration of the script',
      { script: { duration: '5s' }, flags: { vus: ['8'] } },
      { executor: 'constant-vus', vus: 8 },
    ],
    [
      'iterations of the environment go with vus of a flag',
      { processEnv: { K6_ITERATIONS: '10' }, flags: { vus: ['5'] } },
      { executor: 'shared-iterations', vus: 5, iterations: 10 },
    ],
    [
      'the environment replaces the script',
      { script: { duration: '5s' }, processEnv: { K6_STAGES: '1s:1' } },
      { executor: 'ramping-vus' },
    ],
    [
      'the script replaces the file',
      { configFile: { scenarios: { f: oneScenario['main'] } }, script: { scenarios: oneScenario } },
      { name: 'main' },
    ],
    [
      'wrong scenarios do no harm when replaced',
      { script: { scenarios: { bad: { executor: 'x' } } }, flags: { iterations: ['1'] } },
      { iterations: 1 },
    ],
    [
      'vus of a flag alone override scenarios',
      { script: { scenarios: oneScenario }, flags: { vus: ['2'] } },
      { executor: 'shared-iterations', iterations: 2 },
    ],
  ])('%s', (_what, layers, scenario) => {
    expect(onlyScenario(layers)).toMatchObject(scenario)
  })

  it.each<[string, Layers]>([
    ['script', { configFile: { scenarios: oneScenario }, script: { duration: '1s' } }],
    ['env', { script: { scenarios: oneScenario }, processEnv: { K6_DURATION: '1s' } }],
    ['cli', { script: { scenarios: oneScenario }, flags: { duration: ['1s'] } }],
  ])('says that the %s replaced scenarios', (name, layers) => {
    expect(warningsOf(layers)).toEqual([`"${name}" level configuration overrode scenarios configuration entirely`])
  })

  it('replaces tags as a whole, but not by none', () => {
    expect(configOf({ script: { tags: { a: '1', b: '1' } }, flags: { tags: ['a=2'] } }).tags).toEqual({ a: '2' })
    expect(configOf({ configFile: { tags: { a: '1' } }, script: { tags: {} } }).tags).toEqual({ a: '1' })
  })

  it('adds tags up with the feature merge-run-tags, which marks the run', () => {
    const layers = { script: { tags: { a: '1', b: '1' } }, flags: { tags: ['a=2'], features: ['merge-run-tags'] } }
    expect(configOf(layers).tags).toEqual({ a: '2', b: '1', k6_feature_merge_run_tags: 'true' })
  })

  it('adds the parts of dns up', () => {
    const layers = { script: { dns: { ttl: '1m' } }, processEnv: { K6_DNS: 'select=first' } }
    expect(configOf(layers).http.dns).toEqual({ ttl: 60_000, select: 'first', policy: 'preferIPv4' })
  })

  it('takes what JSON would not keep as not given', () => {
    expect(
      onlyScenario({ script: { vus: Number.NaN, duration: '5s', iterations: undefined, f: () => 1 } }),
    ).toMatchObject({ vus: 1 })
  })

  it('warns of options it does not know, with what was probably meant', () => {
    expect(
      warningsOf({
        script: { iteratons: 5, consoleOutput: 'x', features: ['a'] },
        configFile: { out: [], elephant: 1 },
      }),
    ).toEqual([
      'config.elephant is not a known option and has no effect',
      'options.iteratons is not a known option and has no effect; did you mean "iterations"?',
      'options.consoleOutput is not a known option and has no effect',
      'options.features is not a known option and has no effect',
    ])
  })

  it('warns of thresholds on what is no tag', () => {
    const thresholds = { 'iterations{vu:1,scenario:a}': ['count>0'], iterations: [] }
    expect(warningsOf({ script: { thresholds } })).toEqual([
      'threshold "iterations{vu:1,scenario:a}" has no samples: vu is metadata of single samples and no tag, as in k6',
    ])
  })

  it('warns of what has no effect', () => {
    expect(warningsOf({ script: { metricSamplesBufferSize: 5 }, flags: { features: ['freeze-env'] } })).toEqual([
      'metricSamplesBufferSize has no effect: kneepoint keeps no buffer of samples',
      'feature "freeze-env" is not known to kneepoint and has no effect',
    ])
    const idle = { executor: 'constant-arrival-rate', rate: 1, duration: '1s', preAllocatedVUs: 0 }
    expect(warningsOf({ script: { scenarios: { idle } } })).toEqual([
      'scenario "idle": maxVUs is 0, so none of its iterations can start',
    ])
  })
})
