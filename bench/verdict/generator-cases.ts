import { burn, closed, infinite, model, open, spin, type VerdictCase } from './verdict-case.ts'

/** In a control group of its own, of either version, with 20 of every 100 ms; and out of it. */
const ownGroup = `root=/sys/fs/cgroup; quota='echo 20000 100000 > cpu.max'
  test -d $root/cpu && root=$root/cpu quota='echo 20000 > cpu.cfs_quota_us'
  mkdir $root/kneepoint-$$; cd $root/kneepoint-$$; eval $quota; echo $$ > cgroup.procs; cd "$OLDPWD"`
const leaveGroup = 'status=$?; echo $$ > $root/cgroup.procs; rmdir $root/kneepoint-$$; exit $status'

/** Reference/saturation.md 3.2, J1 to J5, in several forms: the target never saturates, whatever limit shows is ours. */
export const generatorLimited: readonly VerdictCase[] = [
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
    // Whoever closes first keeps the port: a server that may do so takes it over now and then.
    target: { kind: 'server', file: 'raw.ts', args: ['200'] },
    load: open([
      [20, 4],
      [300, 9],
    ]),
    args: ['--no-connection-reuse'],
    network: ['sysctl -qw net.ipv4.tcp_tw_reuse=0', 'sysctl -qw net.ipv4.ip_local_port_range="42000 42149"'],
  },
  {
    name: 'arrays that fill the heap',
    side: 'generator',
    right: ['generator'],
    target: infinite('20ms'),
    before: `const all = []; for (let n = 0; n < 100000; n += 1) all.push({ n, text: 'number ' + n }); JSON.stringify(all)`,
    load: open([
      [10, 4],
      [400, 9],
    ]),
  },
  {
    // What collects their garbage takes the other core as well.
    name: 'answers of 1 MB that are parsed',
    side: 'generator',
    right: ['generator', 'undetermined'],
    target: { kind: 'server', file: 'json.ts', args: ['1000'] },
    after: 'answer.json()',
    load: open([
      [5, 5],
      [150, 9],
    ]),
  },
  {
    // A server that does next to nothing, on a core of its own: the worker's ceiling is the limit.
    name: 'more requests than a worker can send',
    side: 'generator',
    right: ['generator'],
    target: { kind: 'server', file: 'raw.ts' },
    load: open(
      [
        [50, 4],
        [60_000, 9],
      ],
      1000,
    ),
    around: ['taskset', '-c', '0'],
    aroundTarget: ['taskset', '-c', '1'],
  },
  {
    name: 'a fifth of a core by a control group',
    side: 'generator',
    right: ['generator'],
    target: infinite('20ms'),
    before: spin(1),
    load: open([
      [10, 5],
      [400, 9],
    ]),
    around: ['bash', '-c', `${ownGroup}; "$@"; ${leaveGroup}`, 'bash'],
  },
  {
    name: 'think time that keeps all VUs',
    side: 'generator',
    right: ['generator'],
    target: infinite('20ms'),
    before: 'sleep(0.2)',
    load: open(
      [
        [20, 4],
        [200, 9],
      ],
      20,
    ),
  },
]
