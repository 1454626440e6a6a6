import type { Argument, Command, FlagGroup } from './command.ts'
import { balanceFlags } from './balance/balance-flags.ts'
import * as exploring from './exploration/explore-flags.ts'
import { flagsOf, runtimeFlagsOf } from './k6-flags.ts'
import * as hostFlags from './host-flags.ts'
import * as testFlags from './load-test/test-flags.ts'
import * as own from './own-flags.ts'
import { type RecordCommandName, recordCommands } from './record-commands.ts'
import * as recordFlags from './record-options.ts'
import { type WorkloadCommandName, workloadCommands } from './workload/workload-commands.ts'
import * as workloadFlags from './workload/workload-flags.ts'

const display: FlagGroup = { title: 'Screen', flags: [own.headless, own.quiet, own.ascii, own.noColor] }
const logging: FlagGroup = { title: 'Log', flags: [own.verbose, own.logOutput, own.logFormat] }
const keeping: FlagGroup = {
  title: 'Result',
  flags: [own.result, recordFlags.report, own.out, recordFlags.record, recordFlags.noRecord, recordFlags.label],
}
const host: FlagGroup = {
  title: 'Host and target',
  flags: [hostFlags.calibrate, hostFlags.targetMetrics, hostFlags.targetSeries],
}
const balance: FlagGroup = { title: 'Load balance', flags: balanceFlags }
const machine: FlagGroup = {
  title: 'Machine',
  flags: [own.threads, own.address, own.addressToken, own.config, own.linger, own.noUsageReport],
}

const connection: FlagGroup = {
  title: 'HTTP',
  flags: flagsOf(
    'maxRedirects',
    'userAgent',
    'batch',
    'batchPerHost',
    'rps',
    'httpDebug',
    'insecureSkipTLSVerify',
    'noConnectionReuse',
    'noVUConnectionReuse',
    'discardResponseBodies',
    'dns',
    'localIPs',
    'blacklistIPs',
    'blockHostnames',
    'throw',
  ),
}

const search: FlagGroup = { title: 'Search', flags: [exploring.auto, ...exploring.searchFlags] }

const workloads = { title: 'Workload model' } as const

const script: Argument = { name: 'script', help: 'a .js or .ts file, or - for standard input' }

export type CommandName =
  | 'run'
  | 'explore'
  | 'demo'
  | 'target'
  | 'doctor'
  | 'inspect'
  | 'new'
  | 'archive'
  | RecordCommandName
  | WorkloadCommandName
  | 'version'
  | 'help'

/** Every command there is, in the order of the help. A command that does not exist yet is not here. */
export const commandTable: Readonly<Record<CommandName, Command>> = {
  run: {
    summary: 'run a k6 script or a workload model',
    arguments: [{ name: 'script', help: 'a .js or .ts file, - for standard input, or a workload model (.yaml)' }],
    groups: [
      {
        title: 'Load',
        flags: flagsOf(
          'vus',
          'duration',
          'iterations',
          'stages',
          'executionSegment',
          'executionSegmentSequence',
          'paused',
          'minIterationDuration',
        ),
      },
      {
        title: 'Workload model, test of some kind',
        flags: [
          workloadFlags.url,
          workloadFlags.targetTps,
          testFlags.profile,
          testFlags.compress,
          testFlags.responseTarget,
          testFlags.yes,
        ],
      },
      connection,
      {
        title: 'Script',
        flags: [
          ...runtimeFlagsOf('env', 'includeSystemEnvVars', 'testType', 'compatibilityMode'),
          own.secretSource,
          ...flagsOf('noSetup', 'noTeardown', 'consoleOutput', 'features'),
        ],
      },
      {
        title: 'Metrics and summary',
        flags: [
          ...flagsOf('tags', 'systemTags', 'summaryTrendStats', 'summaryTimeUnit'),
          ...runtimeFlagsOf('noThresholds', 'summaryMode', 'summaryExport'),
          own.newMachineReadableSummary,
          own.junit,
        ],
      },
      display,
      logging,
      keeping,
      host,
      balance,
      machine,
    ],
    examples: [
      ['kneepoint run script.js', 'as the script says'],
      ['kneepoint run -u 10 -d 30s script.js', '10 VUs for 30 seconds'],
      ['kneepoint run -u 0 -s 10s:100 -s 1m:100 -s 10s:0 script.js', 'up to 100 VUs and down again'],
      ['kneepoint run --url http://localhost:8080 workload.yaml', 'all workloads of a model side by side'],
      ['kneepoint run --profile load --compress 60 workload.yaml', 'a load test of 95 minutes in 95 seconds'],
      ['kneepoint run --profile peak --target-tps 50 script.js', 'does it hold at three times 50/s'],
      ['kneepoint run --headless --result result.json script.js', 'for CI'],
      ['kneepoint run --out experimental-prometheus-rw script.js', 'by remote write to Prometheus on this machine'],
      ['kneepoint run --out influxdb=http://localhost:8086/k6 script.js', 'every sample to InfluxDB'],
    ],
  },
  explore: {
    summary: 'find how much load a target can carry',
    arguments: [{ name: 'url|script', help: 'what to load: a URL, a k6 script or a workload model' }],
    groups: [
      { title: 'Request (of a URL)', flags: [own.method, own.header, own.data] },
      { title: 'Load', flags: [own.rate, own.vus, own.maxVus, own.duration] },
      search,
      { ...workloads, flags: [workloadFlags.url] },
      connection,
      {
        title: 'Script',
        flags: [
          ...runtimeFlagsOf('env', 'includeSystemEnvVars'),
          own.secretSource,
          exploring.scenario,
          ...flagsOf('noSetup', 'noTeardown', 'tags'),
        ],
      },
      display,
      logging,
      keeping,
      host,
      balance,
      { title: 'Machine', flags: [own.threads, own.address, own.addressToken] },
    ],
    examples: [
      ['kneepoint explore http://localhost:8080/', 'turn the load up and down with + and -'],
      ['kneepoint explore --auto http://localhost:8080/', 'let it find capacity, saturation and buckle point'],
      ["kneepoint explore --auto --slo 'p(95)<300,errors<1%' http://localhost/", 'and a service level'],
      ['kneepoint explore --auto --scenario browse shop.js', 'one scenario of a script'],
      ["kneepoint explore -H 'Accept: text/html' -d 'a=1' http://localhost:8080/items", 'a POST'],
    ],
  },
  demo: {
    summary: 'explore a simulated target that comes with kneepoint',
    arguments: [],
    groups: [
      { title: 'Load', flags: [own.duration] },
      search,
      display,
      keeping,
      { title: 'Machine', flags: [own.threads] },
    ],
    examples: [
      ['kneepoint demo', 'what npm start runs'],
      ['kneepoint demo --auto', 'watch the search find its limits'],
    ],
  },
  target: {
    summary: 'serve a simulated target whose true limits are known',
    arguments: [{ name: 'model', help: 'how it behaves; bounded, when none is given', isOptional: true }],
    groups: [{ title: 'Target', flags: [own.port, own.seed] }],
    takesForeignFlags: true,
    examples: [['kneepoint target bounded --servers 8 --service-time 20ms --queue 200', '400 requests/s at most']],
  },
  doctor: {
    summary: 'say whether this host can make the load, and what mends it',
    arguments: [{ name: 'url|script', help: 'what will be loaded; a plain GET, when none is given', isOptional: true }],
    groups: [
      { title: 'Load', flags: [own.rate, own.vus, own.maxVus, ...flagsOf('noConnectionReuse', 'localIPs')] },
      {
        title: 'Script',
        flags: [...runtimeFlagsOf('env', 'includeSystemEnvVars', 'testType'), own.secretSource],
      },
      { title: 'Report', flags: [own.json] },
      logging,
      { title: 'Machine', flags: [own.threads, own.config] },
    ],
    examples: [
      ['kneepoint doctor', 'for 1,000 VUs of plain requests'],
      ['kneepoint doctor --rate 5000 script.js', 'whether the script comes to 5,000 iterations/s here'],
      ['kneepoint doctor --json script.js', 'for CI: exit code 1 when something is in the way'],
    ],
  },
  inspect: {
    summary: 'print the options of a script as JSON',
    arguments: [script],
    groups: [
      {
        title: 'Script',
        flags: [
          own.executionRequirements,
          ...runtimeFlagsOf('env', 'includeSystemEnvVars', 'testType', 'compatibilityMode'),
        ],
      },
    ],
    examples: [
      ['kneepoint inspect --execution-requirements script.js', 'how long it will take and how many VUs it needs'],
    ],
  },
  new: {
    summary: 'write a script to start from',
    arguments: [{ name: 'file', help: 'script.js, when none is given', isOptional: true }],
    groups: [{ title: 'Script', flags: [own.template, own.force] }],
    examples: [['kneepoint new --template protocol shop.js', 'with scenarios, thresholds, setup and teardown']],
  },
  archive: {
    summary: 'put a script and all it needs into one file',
    arguments: [script],
    groups: [
      {
        title: 'Script',
        flags: [
          own.archiveOut,
          own.excludeEnvVars,
          ...runtimeFlagsOf('env', 'includeSystemEnvVars', 'testType', 'compatibilityMode'),
        ],
      },
    ],
    examples: [['kneepoint archive -O shop.tar shop.js', 'then: kneepoint run shop.tar']],
  },
  ...recordCommands,
  ...workloadCommands,
  version: { summary: 'print the version', arguments: [], groups: [], examples: [] },
  help: {
    summary: 'explain a command',
    arguments: [{ name: 'command', help: 'the one to explain', isOptional: true }],
    groups: [],
    examples: [],
  },
}

export const commandNames: readonly CommandName[] = Object.keys(commandTable) as CommandName[]
export const isCommand = (word: string): word is CommandName => Object.hasOwn(commandTable, word)
