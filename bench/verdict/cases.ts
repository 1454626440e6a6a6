import type { LimitVerdict } from '../../src/analysis/verdict/limit-reading.ts'

/** A run whose limit is known, because it was made so. */
export interface VerdictCase {
  readonly name: string
  readonly side: 'generator' | 'target' | 'neither'
  /** What is right to say. */
  readonly right: readonly LimitVerdict[]
  readonly target: TargetSpec
  /** What one iteration does besides its request. */
  readonly before?: string
  readonly load: LoadSpec
  /** Flags of `kneepoint run`. */
  readonly args?: readonly string[]
  /** Around the generator, and around the target: `taskset -c 0`. */
  readonly around?: readonly string[]
  readonly aroundTarget?: readonly string[]
  /** Both in a network of their own, in which these shell commands are run first. */
  readonly network?: readonly string[]
}

/** A model of `kneepoint target`, or a server of bench/verdict/servers. */
export type TargetSpec =
  | { readonly kind: 'model'; readonly args: readonly string[] }
  | { readonly kind: 'server'; readonly file: string; readonly args?: readonly string[] }

export interface LoadSpec {
  /** Arrivals per second, or VUs of a closed model. */
  readonly model: 'open' | 'closed'
  /** Each with its seconds. The first one is the target without load; without it the run begins in the middle. */
  readonly holds: readonly (readonly [load: number, seconds: number])[]
  readonly maxVUs?: number
}

const model = (...args: readonly string[]): TargetSpec => ({ kind: 'model', args })
const infinite = (serviceTime: string): TargetSpec => model('infinite', '--service-time', serviceTime)
const open = (holds: LoadSpec['holds'], maxVUs = 500): LoadSpec => ({ model: 'open', holds, maxVUs })
const closed = (holds: LoadSpec['holds']): LoadSpec => ({ model: 'closed', holds })

const burn = (ms: number): string => `const until = Date.now() + ${ms}; while (Date.now() < until);`
/** CPU whatever the clock says: about 1 ms for each. */
const spin = (times: number): string => `let sum = 0; for (let i = 0; i < ${times}e6; i += 1) sum += Math.sqrt(i)`

/** Reference/saturation.md 3.2, J1 to J5, in several forms: the target never saturates, whatever limit shows is ours. */
const generatorLimited: readonly VerdictCase[] = [
  {
    name: 'busy loop',
    side: 'generator',
    right: ['generator'],
    target: infinite('20ms'),
    before: burn(7),
    load: open([
      [20, 4],
      [250, 9],
    ]),
  },
  {
    name: 'busy loop, closed model',
    side: 'generator',
    right: ['generator'],
    target: infinite('20ms'),
    before: burn(7),
    load: closed([
      [1, 4],
      [40, 9],
    ]),
  },
  {
    name: 'busy loop from the start',
    side: 'generator',
    right: ['generator'],
    target: infinite('20ms'),
    before: burn(7),
    load: open([[250, 10]]),
  },
  {
    name: '128 files',
    side: 'generator',
    right: ['generator'],
    target: infinite('300ms'),
    load: open([
      [20, 4],
      [500, 9],
    ]),
    around: ['bash', '-c', 'ulimit -n 128; exec "$@"', 'bash'],
  },
  {
    name: 'too few VUs',
    side: 'generator',
    right: ['generator'],
    target: infinite('100ms'),
    load: open(
      [
        [50, 4],
        [400, 9],
      ],
      20,
    ),
  },
  {
    name: 'too few VUs from the start, scattered answers',
    side: 'generator',
    right: ['generator'],
    target: model('infinite', '--service-time', '100ms', '--law', 'exp'),
    load: open([[400, 10]], 20),
  },
  {
    name: 'few ports, no keep-alive',
    side: 'generator',
    right: ['generator'],
    target: infinite('200ms'),
    load: open([
      [20, 4],
      [300, 9],
    ]),
    args: ['--no-connection-reuse'],
    network: ['sysctl -qw net.ipv4.tcp_tw_reuse=0', 'sysctl -qw net.ipv4.ip_local_port_range="42000 42149"'],
  },
  {
    name: 'one core for both',
    side: 'neither',
    right: ['shared-host', 'undetermined'],
    target: infinite('20ms'),
    load: open(
      [
        [20, 4],
        [16_000, 9],
      ],
      2000,
    ),
    around: ['taskset', '-c', '0'],
    aroundTarget: ['taskset', '-c', '0'],
  },
  {
    // Each would cope with 450/s on a core of its own: 0.7 of one for the target, 0.6 for the generator.
    name: 'one core for both, CPU for each answer',
    side: 'neither',
    right: ['shared-host', 'undetermined'],
    target: { kind: 'server', file: 'burn.ts', args: ['1'] },
    before: spin(1),
    load: open([
      [20, 4],
      [450, 9],
    ]),
    around: ['taskset', '-c', '0'],
    aroundTarget: ['taskset', '-c', '0'],
  },
]

/** The generator has time, ports, files and VUs; what comes back is what the target can. */
const targetLimited: readonly VerdictCase[] = [
  {
    name: 'bounded queue',
    side: 'target',
    right: ['target'],
    target: model('bounded', '--servers', '8', '--service-time', '20ms', '--queue', '32'),
    load: open([
      [50, 4],
      [600, 9],
    ]),
  },
  {
    name: 'endless queue',
    side: 'target',
    right: ['target'],
    target: model('unbounded', '--servers', '8', '--service-time', '20ms'),
    load: open(
      [
        [50, 4],
        [600, 9],
      ],
      3000,
    ),
  },
  {
    name: 'endless queue, VUs run out',
    side: 'target',
    right: ['target'],
    target: model('unbounded', '--servers', '8', '--service-time', '20ms'),
    load: open(
      [
        [50, 4],
        [600, 9],
      ],
      100,
    ),
  },
  {
    name: 'overload from the start',
    side: 'target',
    right: ['target'],
    target: model('unbounded', '--servers', '4', '--service-time', '20ms', '--law', 'det'),
    load: open([[400, 10]], 100),
  },
  {
    name: 'rate limiter',
    side: 'target',
    right: ['target'],
    target: model('token-bucket'),
    load: open([
      [50, 4],
      [600, 9],
    ]),
  },
  {
    name: 'closed model',
    side: 'target',
    right: ['target'],
    target: model('unbounded', '--servers', '8', '--service-time', '20ms'),
    load: closed([
      [4, 5],
      [20, 5],
      [60, 8],
    ]),
  },
  {
    name: 'contention',
    side: 'target',
    right: ['target'],
    target: model('usl'),
    load: open([
      [50, 4],
      [700, 9],
    ]),
  },
  {
    name: 'one thread that burns CPU',
    side: 'target',
    right: ['target'],
    target: { kind: 'server', file: 'burn.ts', args: ['5'] },
    load: open([
      [20, 4],
      [300, 9],
    ]),
  },
]

export const cases: readonly VerdictCase[] = [...generatorLimited, ...targetLimited]
