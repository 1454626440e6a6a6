import { closed, infinite, model, open, spin, type VerdictCase } from './verdict-case.ts'

/** The limit is neither the generator's nor the target's, or there is none. */
export const otherCases: readonly VerdictCase[] = [
  {
    // Each would cope with 520/s on a core of its own: 0.6 of one, 1 ms and a little more for each answer.
    name: 'one core for both',
    side: 'neither',
    right: ['shared-host', 'undetermined'],
    target: { kind: 'server', file: 'burn.ts', args: ['1'] },
    before: spin(1),
    load: open([
      [20, 4],
      [520, 9],
    ]),
    around: ['taskset', '-c', '0'],
    aroundTarget: ['taskset', '-c', '0'],
  },
  {
    name: 'others take the CPUs',
    side: 'neither',
    right: ['shared-host', 'undetermined'],
    target: infinite('20ms'),
    before: spin(1),
    load: open([
      [20, 4],
      [400, 9],
    ]),
    around: [
      'bash',
      '-c',
      'for n in 1 2 3 4 5 6 7 8; do (sleep 5; timeout 11 sh -c "while :; do :; done") & done; exec "$@"',
      'bash',
    ],
  },
  {
    name: 'a closed model that is small',
    side: 'neither',
    right: ['none'],
    target: infinite('50ms'),
    load: closed([
      [5, 5],
      [10, 8],
    ]),
  },
  {
    name: 'a closed model that thinks',
    side: 'neither',
    right: ['none'],
    target: model('bounded', '--servers', '8', '--service-time', '20ms', '--queue', '32'),
    before: 'sleep(0.5)',
    load: closed([
      [5, 5],
      [20, 5],
      [40, 6],
    ]),
  },
  {
    // Packets that have no room within 20 ms are dropped.
    name: 'a link of 10 Mbit/s that loses packets',
    side: 'neither',
    right: ['network', 'undetermined'],
    target: { kind: 'server', file: 'json.ts', args: ['20'] },
    load: open([
      [10, 5],
      [200, 9],
    ]),
    network: ['ip link set lo mtu 1500', 'tc qdisc add dev lo root tbf rate 10mbit burst 16kb latency 20ms'],
  },
]
