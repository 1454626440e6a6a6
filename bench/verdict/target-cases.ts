import { closed, model, open, type VerdictCase } from './verdict-case.ts'

/** The generator has time, ports, files and VUs; what comes back is what the target can. */
export const targetLimited: readonly VerdictCase[] = [
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
  {
    name: 'a lock, and CPU to spare',
    side: 'target',
    right: ['target'],
    target: { kind: 'server', file: 'lock.ts', args: ['5'] },
    load: open([
      [20, 4],
      [300, 9],
    ]),
  },
  {
    name: 'some requests are never answered',
    side: 'target',
    right: ['target', 'undetermined'],
    target: { kind: 'server', file: 'hang.ts', args: ['4'] },
    load: open(
      [
        [20, 4],
        [400, 9],
      ],
      100,
    ),
  },
  {
    name: 'bodies that come slowly',
    side: 'target',
    right: ['target', 'undetermined'],
    target: { kind: 'server', file: 'slow-body.ts', args: ['2000', '20'] },
    load: open(
      [
        [10, 5],
        [300, 9],
      ],
      100,
    ),
  },
  {
    name: 'accepts slowly, no keep-alive',
    side: 'target',
    right: ['target'],
    target: { kind: 'server', file: 'slow-accept.ts', args: ['5', '4'] },
    load: open(
      [
        [20, 5],
        [400, 9],
      ],
      200,
    ),
    args: ['--no-connection-reuse'],
  },
  {
    name: 'dies under load',
    side: 'target',
    right: ['target'],
    target: { kind: 'server', file: 'dies.ts', args: ['1000'] },
    load: open([
      [50, 4],
      [300, 9],
    ]),
  },
  {
    name: 'one of two cores, closed model',
    side: 'target',
    right: ['target'],
    target: { kind: 'server', file: 'burn.ts', args: ['5'] },
    load: closed([
      [1, 5],
      [5, 5],
      [20, 8],
    ]),
  },
]
