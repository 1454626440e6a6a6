import { readFileSync } from 'node:fs'
import { parsed } from '../base/result.ts'
import type { Millis, PerSecond } from '../base/units.ts'
import {
  atLeast,
  choice,
  decimal,
  durationAbove0,
  filledText,
  integer,
  moreThan,
  within,
} from '../engine/config/codec.ts'
import { parseSecretSources, type SecretSources } from '../engine/modules/secrets/secret-sources.ts'
import { type Flag, toggle } from './flag.ts'
import { type LogFormat, logFormats } from './log-format.ts'

const text = (name: string, value: string, help: string): Flag<string> => ({
  name,
  value,
  help,
  read: filledText.fromFlags,
})

export const headless: Flag<boolean> = toggle('headless', 'no screen: progress on stderr, summary on stdout')
export const quiet: Flag<boolean> = toggle('quiet', 'no progress line', 'q')
export const verbose: Flag<boolean> = toggle('verbose', 'show what scripts log with console.debug', 'v')
export const logOutput: Flag<string> = {
  ...text('log-output', 'WHERE', 'where log lines go: stderr, stdout, none or file=PATH'),
  fallback: 'stderr',
  env: 'K6_LOG_OUTPUT',
}
export const logFormat: Flag<LogFormat> = {
  name: 'log-format',
  value: 'FORMAT',
  fallback: 'text',
  env: 'K6_LOG_FORMAT',
  help: 'how log lines look: text, json or raw',
  read: choice(logFormats).fromFlags,
}
export const secretSource: Flag<SecretSources> = {
  name: 'secret-source',
  value: 'SOURCE',
  env: 'K6_SECRET_SOURCE',
  help: 'what k6/secrets gives: file=PATH or mock=KEY=VALUE,...; repeatable',
  read: (texts) => parseSecretSources(texts, (path) => readFileSync(path, 'utf8')),
}
export const ascii: Flag<boolean> = toggle('ascii', 'draw with ASCII letters only')
export const noColor: Flag<boolean> = { ...toggle('no-color', 'no colours'), env: 'K6_NO_COLOR' }
export const linger: Flag<boolean> = {
  ...toggle('linger', 'after the run, stay until Ctrl+C: the REST API goes on answering', 'l'),
  env: 'K6_LINGER',
}
export const noUsageReport: Flag<boolean> = toggle(
  'no-usage-report',
  "for k6's command lines: kneepoint sends none anyway",
)
export const result: Flag<string> = text('result', 'FILE', 'write the result as one JSON document')
/** In the variable several stand with commas between, as in k6. */
export const out: Flag<readonly string[]> = {
  name: 'out',
  short: 'o',
  value: 'NAME[=WHERE]',
  env: 'K6_OUT',
  help: 'send what is measured somewhere while the run goes on: csv, experimental-prometheus-rw, influxdb, json, opentelemetry; repeatable',
  read: (texts, at) => parsed(at === 'K6_OUT' ? texts.flatMap((line) => line.split(',')) : texts),
}
export const junit: Flag<string> = text('junit', 'FILE', 'write checks and thresholds as a JUnit report')
export const newMachineReadableSummary: Flag<boolean> = {
  ...toggle('new-machine-readable-summary', "k6's newer shape of the summary, for the export and handleSummary()"),
  env: 'K6_NEW_MACHINE_READABLE_SUMMARY',
}
export const address: Flag<string> = {
  ...text('address', 'HOST:PORT', 'serve the REST API here'),
  short: 'a',
  env: 'K6_ADDRESS',
}
export const addressToken: Flag<string> = {
  ...text('address-token', 'TOKEN', 'what clients of the REST API have to send; needed where other machines can come'),
  env: 'KNEEPOINT_ADDRESS_TOKEN',
}
export const config: Flag<string> = {
  ...text('config', 'FILE', "k6's config file (JSON)"),
  short: 'c',
  env: 'K6_CONFIG',
}
export const threads: Flag<number> = {
  name: 'threads',
  value: 'N',
  fallback: 'one less than the cores',
  help: 'worker threads',
  read: integer(within(1, 1024)).fromFlags,
}

export const header: Flag<readonly string[]> = {
  name: 'header',
  short: 'H',
  value: 'NAME: VALUE',
  help: 'a header of the request; repeatable',
  read: parsed,
}
export const data: Flag<string> = {
  name: 'data',
  short: 'd',
  value: 'TEXT',
  help: 'the body of the request; makes it a POST',
  read: (texts) => parsed(texts.join('&')),
}
export const method: Flag<string> = { ...text('method', 'METHOD', 'GET, POST, ...'), short: 'X' }
export const rate: Flag<PerSecond> = {
  name: 'rate',
  value: 'N',
  help: 'begin with this many arrivals per second',
  read: decimal(moreThan(0)).fromFlags,
}
export const vus: Flag<number> = {
  name: 'vus',
  value: 'N',
  help: 'a closed model: begin with this many VUs',
  read: integer(moreThan(0)).fromFlags,
}
export const maxVus: Flag<number> = {
  name: 'max-vus',
  value: 'N',
  help: 'never more VUs than this',
  read: integer(moreThan(0)).fromFlags,
}
export const duration: Flag<Millis> = {
  name: 'duration',
  value: 'TIME',
  help: 'end after this time',
  read: durationAbove0.fromFlags,
}

export const port: Flag<number> = {
  name: 'port',
  value: 'N',
  fallback: '0, any free one',
  help: 'the port to listen on',
  read: integer(within(0, 65_535)).fromFlags,
}
export const seed: Flag<number> = {
  name: 'seed',
  value: 'N',
  fallback: '1',
  help: 'of all that is random in the target',
  read: integer(atLeast(0)).fromFlags,
}
export const json: Flag<boolean> = toggle('json', 'as JSON')

export const speed: Flag<number> = {
  name: 'speed',
  value: 'N',
  fallback: '1',
  help: 'times as fast as it was',
  read: decimal(within(0.25, 256)).fromFlags,
}
export const keep: Flag<number> = {
  name: 'keep',
  value: 'N',
  help: 'keep the newest so many records',
  read: integer(atLeast(0)).fromFlags,
}
export const olderThan: Flag<Millis> = {
  name: 'older-than',
  value: 'TIME',
  help: 'remove records that are older: 12h, 30d',
  read: durationAbove0.fromFlags,
}

export const executionRequirements: Flag<boolean> = toggle(
  'execution-requirements',
  'all layers of options together, with the total duration and the most VUs',
)
export const archiveOut: Flag<string> = {
  ...text('archive-out', 'FILE', 'where to write it'),
  short: 'O',
  fallback: 'archive.tar',
}
export const excludeEnvVars: Flag<boolean> = toggle('exclude-env-vars', 'leave the variables of -e out of the archive')
export const template: Flag<string> = {
  ...text('template', 'NAME', 'minimal, protocol, or the path of a file'),
  fallback: 'minimal',
}
export const force: Flag<boolean> = toggle('force', 'overwrite an existing file', 'f')
