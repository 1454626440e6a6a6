import { type Parsed, problems } from '../../base/result.ts'
import { didYouMean } from '../../base/suggest.ts'
import { isObject } from '../config/codec.ts'
import { allOf } from '../config/collections.ts'
import { type OutputConfig, type OutputKind, outputReaders } from './output-kinds.ts'

/** What the settings of outputs come from, beside what stands in `--out` itself. */
export interface OutputSurroundings {
  readonly env: Readonly<Record<string, string | undefined>>
  /** `collectors` of k6's config file: settings by output. */
  readonly collectors: unknown
}

const names = Object.keys(outputReaders).toSorted() as OutputKind[]
const isKind = (name: string): name is OutputKind => Object.hasOwn(outputReaders, name)

/** What k6 called them before. */
const aliases: Readonly<Record<string, string>> = { 'experimental-opentelemetry': 'opentelemetry' }

/** Outputs of k6 that are not here, with the way out. */
const missing: Readonly<Record<string, string>> = {
  cloud: 'kneepoint has no cloud to send to',
  'web-dashboard': 'watch the run on its screen',
  kafka: 'k6 has removed it too; read json=- with a program of your own',
  statsd: 'k6 has removed it too; use influxdb, which statsd servers such as Telegraf also read',
  datadog: 'k6 has removed it too; use influxdb with a Telegraf in between',
}

/** Reads `NAME[=ARGUMENT]` of each output; every problem of all of them at once. */
export const readOutputs = (
  texts: readonly string[],
  surroundings: OutputSurroundings,
): Parsed<readonly OutputConfig[]> => allOf(texts.map((text) => readOutput(text, surroundings)))

function readOutput(text: string, { env, collectors }: OutputSurroundings): Parsed<OutputConfig> {
  const [name = '', argument = ''] = text.split(/=(.*)/s, 2)
  const kind = aliases[name] ?? name
  if (!isKind(kind)) return unknownOutput(name)
  return outputReaders[kind]({ argument, env, json: isObject(collectors) ? collectors[name] : undefined })
}

function unknownOutput(name: string): Parsed<never> {
  const wayOut = Object.hasOwn(missing, name) ? missing[name] : undefined
  if (wayOut !== undefined) return problems(`--out ${name}: kneepoint does not have this output: ${wayOut}`)
  const hint = didYouMean(name, names)
  return problems(`--out ${name}: there is no such output${hint}; there are ${names.join(', ')}`)
}
