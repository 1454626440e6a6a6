import { existsSync, statSync, writeFileSync } from 'node:fs'
import { extname } from 'node:path'
import { UserError } from '../../base/errors.ts'
import { formatNumber, formatShare } from '../../base/readable-numbers.ts'
import type { Millis } from '../../base/units.ts'
import { chooseCover, type Cover } from '../../workload/log/choose-cover.ts'
import { type LogFacts, nameOf, type RateOf } from '../../workload/log/log-facts.ts'
import { modelOfLog } from '../../workload/log/model-of-log.ts'
import { readLogInThread } from '../../workload/log/log-thread.ts'
import { optionsText } from '../../workload/script/options-text.ts'
import { scriptText } from '../../workload/script/script-text.ts'
import type { WorkloadModel } from '../../workload/workload-model.ts'
import { yamlText } from '../../workload/yaml-text.ts'
import type { ParsedArgs } from '../args.ts'
import * as own from '../own-flags.ts'
import * as logFlags from './log-flags.ts'
import { logPicture } from './log-picture.ts'
import { LogProgress } from './log-progress.ts'
import { logNotes, logSummary } from './log-remarks.ts'
import * as flags from './workload-flags.ts'

const SCRIPT_DURATION: Millis = 300_000

/** Makes a workload model from access logs: writes it as YAML and as a script, and shows the ranking it comes from. */
export async function workloadFrom(args: ParsedArgs, paths: readonly string[]): Promise<number> {
  const file = args.valueOf(logFlags.write) ?? 'workload.yaml'
  const script = `${file.slice(0, file.length - extname(file).length)}.js`
  if (args.valueOf(own.force) !== true) [file, script].forEach(refuseExisting)
  const facts = await read(args, paths)
  const cover = chooseCover(facts.routes, args.valueOf(logFlags.cover) ?? 0.8)
  const rateOf = args.valueOf(logFlags.tpsOf) ?? 'peak-hour'
  const model = modelOfLog(cover.chosen, file, { rateOf, url: args.valueOf(flags.url) })
  writeFileSync(file, yamlText(model, remarksOf(facts, cover, { paths, rateOf, model })))
  writeFileSync(script, `${scriptText(model)}\n${optionsText(model, SCRIPT_DURATION)}`)
  process.stdout.write(
    `${logSummary(facts).join('\n')}\n\n${logPicture(facts, cover, args.valueOf(own.ascii) ?? false)}\n`,
  )
  for (const note of logNotes(facts)) process.stderr.write(`kneepoint: note: ${note}\n`)
  process.stdout.write(`wrote ${file} and ${script}, with TPS of the ${rateNames[rateOf]}\n`)
  return 0
}

function refuseExisting(file: string): void {
  if (!existsSync(file)) return
  throw new UserError('FILE_EXISTS', `${file} is there already`, {
    hint: 'name another with --write, or overwrite it with --force',
  })
}

async function read(args: ParsedArgs, paths: readonly string[]): Promise<LogFacts> {
  const total = paths.reduce((sum, path) => sum + sizeOf(path), 0)
  using progress = new LogProgress(total, process.stderr)
  const [format = 'auto', skip] = [args.valueOf(logFlags.format), args.valueOf(logFlags.skip)]
  return await readLogInThread({ paths, format, skip }, progress.show)
}

/** 0 where it is not known; what cannot be read is told of when it is. */
function sizeOf(path: string): number {
  return path === '-' ? 0 : (statSync(path, { throwIfNoEntry: false })?.size ?? 0)
}

const rateNames: Readonly<Record<RateOf, string>> = {
  average: 'whole log on average',
  'peak-hour': 'busiest hour',
  'peak-minute': 'busiest minute',
}

interface Source {
  readonly paths: readonly string[]
  readonly rateOf: RateOf
  readonly model: WorkloadModel
}

function remarksOf(facts: LogFacts, { chosen, covered }: Cover, { paths, rateOf, model }: Source) {
  const others = chosen.map((route) => [nameOf(route), ratesText(route.tps, rateOf)] as const)
  const guessed = chosen.filter(({ response }) => response === undefined)
  return {
    head: [
      `Made by kneepoint workload from ${paths.join(' ')}`,
      ...logSummary(facts),
      `The ${chosen.length} most frequent of ${facts.routes.length} routes: ${formatShare(covered)} of all requests. TPS: those of the ${rateNames[rateOf]}.`,
      'Think times: the mean time from a request to the next one of the same client, less the response time.',
      ...(model.workloads.some(({ kind }) => kind === 'write')
        ? ['Requests that write have no body: a log does not tell it.']
        : []),
    ],
    tps: new Map(others),
    response: new Map(guessed.map((route) => [nameOf(route), 'not in the log: the usual target'] as const)),
  }
}

const ratesText = (tps: Readonly<Record<RateOf, number>>, except: RateOf): string =>
  (Object.keys(rateNames) as RateOf[])
    .filter((name) => name !== except)
    .map((name) => `${name.replace('-', ' ')} ${formatNumber(tps[name])}`)
    .join(', ')
