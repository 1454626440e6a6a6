/**
 * Is a measured latency the truth? A target that keeps requests for 20 ms, or for log-normal times, and measures itself for how long,
 * on one core; kneepoint on another, at shares of what it can send at most. The error is what kneepoint says less what the target
 * says: the way there and back, and what the generator adds by being late to read. Beside it, whether kneepoint itself warned.
 * The first two seconds are apart: code is cold then, and every VU opens its connection. What was sent in them is answered before the rest begins:
 * interrupted, it would cost those VUs their connections.
 */
import { plot } from 'asciichart'
import type { RunResult } from '../src/engine/result.ts'
import type { Bench, BenchCase, BenchRow, Figures } from './support/bench.ts'
import { type DelayLaw, type DelayServer, MEAN_DELAY, startDelayServer } from './support/delay-server.ts'
import { type HeadlessRun, runKneepoint } from './support/run-kneepoint.ts'

const SHARES = [0.5, 0.99, 0.999]
const NAMES = ['p50', 'p99', 'p99.9'] as const
/** Seconds. */
const WARM_UP = 2
/** Seconds until what was sent by then is answered. */
const SETTLING = 1
const BEGINNING = WARM_UP + SETTLING
/** Of the most it can send. */
const UTILISATIONS = [0.1, 0.3, 0.5, 0.7, 0.8, 0.9, 1]
const LAWS: readonly DelayLaw[] = ['fixed', 'lognormal']
/** At 30 % (issue 8, 5), in milliseconds. */
const MOST: Readonly<Record<(typeof NAMES)[number], number>> = { p50: 1, p99: 2, 'p99.9': 5 }
const JUDGED = 0.3

export const bench: Bench = {
  about: 'latency: how far measured response times are from those that the target gave, by how busy the generator is',
  repetitions: 3,
  columns: [
    { name: 'rate', unit: '/s', digits: 0 },
    { name: 'achieved', unit: '/s', digits: 0 },
    { name: 'dropped', unit: '%', digits: 1 },
    ...NAMES.map((name) => ({ name: `true ${name}`, unit: 'ms', digits: 2 })),
    ...NAMES.map((name) => ({ name: `error ${name}`, unit: 'ms', digits: 2 })),
    { name: 'lag p99', unit: 'ms', digits: 2 },
    { name: 'CPU', unit: '% of a core', digits: 0 },
    { name: 'warned', unit: '', digits: 0 },
  ],
  open: async ({ isShort }, scope) => {
    const server = scope.use(await startDelayServer(1))
    const seconds = isShort ? 4 : 8
    const ceiling = await ceilingOf(server)
    return LAWS.flatMap((law) => UTILISATIONS.map((share) => caseOf({ server, law, share, ceiling, seconds })))
  },
  notes: (rows) => [
    'warned: kneepoint itself said that the generator or this host is the limit. lag: how late iterations start.',
    ...LAWS.flatMap((law) => [`error of the p99 by utilisation, ${law}, ms:`, ...curve(rows, law)]),
    ...tooFar(rows),
  ],
}

const MEASURED = 'http_req_duration{scenario:warm}'

interface Setting {
  readonly server: DelayServer
  readonly law: DelayLaw
  readonly share: number
  /** Requests per second at most. */
  readonly ceiling: number
  readonly seconds: number
}

const nameOf = (law: DelayLaw, share: number): string => `${law}, ${share * 100} %`

const silent = ['--threads', '1', '--summary-mode', 'disabled', '--summary-trend-stats', 'med,p(99),p(99.9)']

/** More than it can keep busy with answers that take 20 ms. */
const MANY = 1500

/** Of the same kind of load: VUs that wait, each with its connection. */
async function ceilingOf(server: DelayServer): Promise<number> {
  await server.begin('fixed')
  const { result } = await runKneepoint(
    `import http from 'k6/http'
    export const options = { vus: ${MANY}, duration: '7s' }
    export default function () { http.get('${server.url}') }`,
    silent,
  )
  const whole = result.windows.slice(WARM_UP, -1).map(({ achieved }) => achieved)
  return whole.toSorted((a, b) => a - b)[Math.floor(whole.length / 2)] ?? Number.NaN
}

function caseOf(setting: Setting): BenchCase {
  const { server, law, share, ceiling, seconds } = setting
  const rate = Math.round(ceiling * share)
  return {
    name: nameOf(law, share),
    measure: async () => {
      await server.begin(law, (BEGINNING - SETTLING / 2) * 1000)
      const run = await runKneepoint(scriptOf(server.url, rate, seconds), silent)
      const truth = (await server.kept(SHARES)).at
      return { rate, ...figuresOf(run, seconds), ...errorsOf(run.result, truth) }
    },
  }
}

/** Enough VUs for what is inside by Little's law, and for what piles up in a moment of a busy machine. */
const scriptOf = (url: string, rate: number, seconds: number): string => `
  import http from 'k6/http'
  const load = { executor: 'constant-arrival-rate', rate: ${rate},
    preAllocatedVUs: ${Math.ceil((rate * MEAN_DELAY * 2) / 1000) + 100} }
  export const options = {
    scenarios: {
      cold: { ...load, duration: '${WARM_UP}s', gracefulStop: '${SETTLING}s' },
      warm: { ...load, startTime: '${BEGINNING}s', duration: '${seconds}s', gracefulStop: '5s' },
    },
    // A threshold makes a metric of its own.
    thresholds: { '${MEASURED}': ['p(99)>=0'], 'start_lag{scenario:warm}': ['p(99)>=0'] },
  }
  export default function () { http.get('${url}') }`

function figuresOf({ result, cpu }: HeadlessRun, seconds: number): Figures {
  const whole = result.windows.filter(({ from }) => from >= BEGINNING * 1000)
  const total = (of: 'achieved' | 'dropped' | 'offered'): number => whole.reduce((sum, window) => sum + window[of], 0)
  const { verdict = 'none' } = (result.limit ?? {}) as { readonly verdict?: string }
  return {
    achieved: total('achieved') / seconds,
    dropped: (100 * total('dropped')) / total('offered'),
    'lag p99': result.metrics['start_lag{scenario:warm}']?.values['p(99)'],
    CPU: cpu === undefined ? undefined : cpu * 100,
    warned: verdict === 'generator' || verdict === 'shared-host' ? 1 : 0,
  }
}

function errorsOf({ metrics }: RunResult, truth: readonly number[]): Figures {
  const { med, 'p(99)': p99, 'p(99.9)': p999 } = metrics[MEASURED]?.values ?? {}
  const figures = [med, p99, p999].map((measured, at): readonly [string, number | undefined][] => [
    [`true ${NAMES[at]}`, truth[at]],
    [`error ${NAMES[at]}`, measured === undefined ? undefined : measured - (truth[at] ?? Number.NaN)],
  ])
  return Object.fromEntries(figures.flat())
}

function curve(rows: readonly BenchRow[], law: DelayLaw): readonly string[] {
  const errors = UTILISATIONS.map(
    (share) => rows.find(({ name }) => name === nameOf(law, share))?.figures['error p99']?.median,
  ).filter((error) => error !== undefined)
  if (errors.length < 2) return []
  const wide = errors.flatMap((error) => Array.from({ length: 8 }, () => error))
  const axis = UTILISATIONS.map((share) => `${share * 100} %`.padEnd(8)).join('')
  return [...plot(wide, { height: 8 }).split('\n'), `${' '.repeat(13)}${axis}`]
}

const tooFar = (rows: readonly BenchRow[]): readonly string[] =>
  LAWS.flatMap((law) => {
    const row = rows.find(({ name }) => name === nameOf(law, JUDGED))
    return NAMES.flatMap((name) => {
      const error = row?.figures[`error ${name}`]?.median
      const isFar = error !== undefined && Math.abs(error) > MOST[name]
      return isFar ? [`TOO FAR: ${row?.name}: ${name} is off by ${error.toFixed(2)} ms, at most ${MOST[name]}`] : []
    })
  })
