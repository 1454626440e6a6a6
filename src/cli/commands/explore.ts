import type { LoadModel } from '../../analysis/observation.ts'
import { UserError } from '../../base/errors.ts'
import type { RequestTemplate } from '../../engine/config/run-config.ts'
import { createEngine, type LoadedScript } from '../../engine/index.ts'
import { isWorkloadFile } from '../../workload/read-workload-file.ts'
import type { ParsedArgs } from '../args.ts'
import { explorationText } from '../exploration/exploration-text.ts'
import * as flags from '../exploration/explore-flags.ts'
import { exploreRequest, type Start } from '../exploration/explore-request.ts'
import { type ExploredWork, exploredScenarios, onePart } from '../exploration/explored-work.ts'
import type { ExploreSettings } from '../exploration/settings.ts'
import { hostOptionsOf } from '../host-options.ts'
import { loadWork } from '../load-work.ts'
import { logSinkOf } from '../log-options.ts'
import { isHeadless, threadsOf } from '../machine.ts'
import { outputConfigsOf } from '../output-options.ts'
import * as own from '../own-flags.ts'
import { consolidateRun, type RunRequest } from '../run-options.ts'
import { recordOptionsOf } from '../record-options.ts'
import { restOptionsOf } from '../rest-options.ts'
import { runSession, type SessionOptions } from '../session.ts'
import { loadWorkload, openWorkload } from '../workload/open-workload.ts'
import { exploredWorkOf } from '../workload/workload-scenarios.ts'

const DEFAULT_START: Start = { rate: 20, maxVUs: 1000 }

export async function explore(args: ParsedArgs): Promise<number> {
  const [what = ''] = args.positional
  if (/^https?:\/\//i.test(what)) return exploreUrl(args, requestOf(args, what), DEFAULT_START)
  return isWorkloadFile(what) ? exploreWorkload(args, what) : exploreScript(args, what)
}

/** Loads one request: by hand, by the search, or in steps where there is neither a terminal nor a search. */
export async function exploreUrl(args: ParsedArgs, request: RequestTemplate, start: Start): Promise<number> {
  refuseScenario(args)
  const threads = threadsOf(args)
  const { settings, notes, ...asked } = exploreRequest(args, onePart, { start, url: request.url })
  const { config } = consolidateRun(args, { work: { kind: 'request', request }, threads, ...asked })
  tell(notes)
  const engine = createEngine(threads, () => undefined)
  try {
    return await runSession({ engine, config, loaded: undefined, ...sessionFlags(args, request.url, settings) })
  } finally {
    await engine.close()
  }
}

async function exploreScript(args: ParsedArgs, path: string): Promise<number> {
  const threads = threadsOf(args)
  const logs = logSinkOf(args)
  const engine = createEngine(threads, logs.write)
  try {
    const loaded = await loadWork(engine, args, path)
    const work = { kind: 'script', path } as const
    const start = { start: DEFAULT_START, url: undefined }
    const { settings, notes, ...asked } = exploreRequest(args, workOf(args, loaded, { work, threads }), start)
    const { config } = consolidateRun(args, { work, threads, loaded, ...asked })
    tell(notes)
    return await runSession({ engine, config, loaded, ...sessionFlags(args, path, settings), logs })
  } finally {
    await engine.close()
  }
}

/** All workloads as one mix, in the proportions of their targets. */
async function exploreWorkload(args: ParsedArgs, path: string): Promise<number> {
  refuseScenario(args)
  const threads = threadsOf(args)
  const logs = logSinkOf(args)
  const opened = openWorkload(args, path)
  const engine = createEngine(threads, logs.write)
  try {
    const loaded = await loadWorkload(engine, args, opened)
    const work = exploredWorkOf(opened.model, modelOfFlags(args) ?? opened.model.model)
    const { settings, notes, ...asked } = exploreRequest(args, work, { start: DEFAULT_START, url: opened.model.url })
    const { config } = consolidateRun(args, { work: { kind: 'script', path }, threads, loaded, ...asked })
    tell(notes)
    const flags = sessionFlags(args, path, settings)
    return await runSession({ engine, config, loaded, scriptText: opened.script, ...flags, logs })
  } finally {
    await engine.close()
  }
}

function modelOfFlags({ valueOf }: ParsedArgs): LoadModel | undefined {
  if (valueOf(own.vus) !== undefined) return 'closed'
  return valueOf(own.rate) === undefined ? undefined : 'open'
}

function tell(notes: readonly string[]): void {
  for (const note of notes) process.stderr.write(`kneepoint: ${note}\n`)
}

/** The scenarios of the script where it has some, else its default function. */
function workOf(args: ParsedArgs, loaded: LoadedScript, request: Pick<RunRequest, 'work' | 'threads'>): ExploredWork {
  const names = args.valueOf(flags.scenario)
  if (loaded.options['scenarios'] === undefined) return names === undefined ? onePart : exploredScenarios([], names)
  const { config } = consolidateRun(args, { ...request, loaded })
  return exploredScenarios(config.scenarios, names)
}

function refuseScenario({ valueOf }: ParsedArgs): void {
  if (valueOf(flags.scenario) === undefined) return
  throw new UserError('INVALID_OPTIONS', '--scenario names a scenario of a script, and this is none', {
    hint: 'leave it out, or explore a script',
  })
}

const sessionFlags = (
  args: ParsedArgs,
  target: string,
  explore: ExploreSettings,
): Omit<SessionOptions, 'engine' | 'config' | 'loaded'> => ({
  target,
  headless: isHeadless(args),
  quiet: args.valueOf(own.quiet) ?? false,
  ascii: args.valueOf(own.ascii) ?? false,
  color: !(args.valueOf(own.noColor) ?? false),
  resultFile: args.valueOf(own.result),
  outputs: outputConfigsOf(args),
  logs: logSinkOf(args),
  record: recordOptionsOf(args),
  rest: restOptionsOf(args),
  summary: { exportFile: undefined, junitFile: undefined, isMachineReadable: false },
  explore,
  host: hostOptionsOf(args),
  epilogue: explorationText,
})

function requestOf({ valueOf }: ParsedArgs, url: string): RequestTemplate {
  const body = valueOf(own.data)
  const headers = Object.fromEntries((valueOf(own.header) ?? []).map(headerOf))
  const hasType = Object.keys(headers).some((name) => name.toLowerCase() === 'content-type')
  // As curl does: data makes a POST of a form unless said otherwise.
  const form = body === undefined || hasType ? {} : { 'Content-Type': 'application/x-www-form-urlencoded' }
  return {
    method: valueOf(own.method) ?? (body === undefined ? 'GET' : 'POST'),
    url,
    headers: { ...form, ...headers },
    body,
  }
}

function headerOf(text: string): [string, string] {
  const colon = text.indexOf(':')
  if (colon > 0) return [text.slice(0, colon).trim(), text.slice(colon + 1).trim()]
  throw new UserError('INVALID_HEADER', `-H must be 'Name: value', got '${text}'`)
}
