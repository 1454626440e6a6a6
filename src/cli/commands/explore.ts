import { UserError } from '../../base/errors.ts'
import type { Millis } from '../../base/units.ts'
import type { RequestTemplate } from '../../engine/config/run-config.ts'
import type { ScenarioConfig } from '../../engine/config/scenario.ts'
import { createEngine } from '../../engine/index.ts'
import type { ParsedArgs } from '../args.ts'
import { explorationText } from '../exploration/exploration-text.ts'
import { unasked } from '../exploration/settings.ts'
import { openEnded, openEndedVus, stepped } from '../explore-plan.ts'
import { logSinkOf } from '../log-options.ts'
import { isHeadless, threadsOf } from '../machine.ts'
import { outputConfigsOf } from '../output-options.ts'
import * as own from '../own-flags.ts'
import { consolidateRun } from '../run-options.ts'
import { recordOptionsOf } from '../record-options.ts'
import { restOptionsOf } from '../rest-options.ts'
import { runSession, type SessionOptions } from '../session.ts'
import { runScript } from './run.ts'

interface Start {
  readonly rate: number
  readonly maxVUs: number
}

const DEFAULT_START: Start = { rate: 20, maxVUs: 1000 }
/** How long it explores with nobody at the keyboard. */
const UNATTENDED: Millis = 20_000

export async function explore(args: ParsedArgs): Promise<number> {
  const [what = ''] = args.positional
  if (/^https?:\/\//i.test(what)) return exploreUrl(args, requestOf(args, what), DEFAULT_START)
  return runScript(args, what, scenarioOf(args, DEFAULT_START))
}

/** Loads one request: by hand where there is a terminal, else in steps. */
export async function exploreUrl(args: ParsedArgs, request: RequestTemplate, start: Start): Promise<number> {
  const threads = threadsOf(args)
  const { config } = consolidateRun(args, {
    work: { kind: 'request', request },
    threads,
    scenarios: [scenarioOf(args, start)],
  })
  const engine = createEngine(threads, () => undefined)
  try {
    return await runSession({ engine, config, loaded: undefined, ...sessionFlags(args, request.url) })
  } finally {
    await engine.close()
  }
}

const sessionFlags = (args: ParsedArgs, target: string): Omit<SessionOptions, 'engine' | 'config' | 'loaded'> => ({
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
  explore: unasked,
  epilogue: explorationText,
})

function scenarioOf(args: ParsedArgs, start: Start): ScenarioConfig {
  const duration = args.valueOf(own.duration)
  const exec = 'default'
  const vus = args.valueOf(own.vus)
  if (vus !== undefined) return { ...openEndedVus(vus, exec), duration: duration ?? unattendedEnd(args) }
  const load = { rate: args.valueOf(own.rate) ?? start.rate, maxVUs: args.valueOf(own.maxVus) ?? start.maxVUs, exec }
  // Somebody at the keyboard, or a rate on the command line, says what the load is; else it goes up in steps.
  const isSteered = !isHeadless(args) || args.valueOf(own.rate) !== undefined
  if (isSteered) return { ...openEnded(load), duration: duration ?? unattendedEnd(args) }
  return stepped(load, duration ?? UNATTENDED)
}

const unattendedEnd = (args: ParsedArgs): Millis => (isHeadless(args) ? UNATTENDED : Number.POSITIVE_INFINITY)

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
