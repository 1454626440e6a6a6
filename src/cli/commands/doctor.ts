import type { CpuReading } from '../../base/host-reading.ts'
import { createEngine, type Engine, type LoadedScript } from '../../engine/index.ts'
import type { RunConfig } from '../../engine/config/run-config.ts'
import type { ConstantVus } from '../../engine/config/scenario.ts'
import { startHostProbe } from '../../probes/host-probe.ts'
import { readHostLimits } from '../../probes/read-limits.ts'
import type { ParsedArgs } from '../args.ts'
import { calibrate } from '../calibration/calibrate.ts'
import { busyFinding } from '../doctor/busy-finding.ts'
import { ceilingFinding } from '../doctor/ceiling-finding.ts'
import { findingsOf } from '../doctor/checks.ts'
import { demandOf } from '../doctor/demand.ts'
import { type Examination, isReady, reportJson, reportText } from '../doctor/report.ts'
import { loadWork } from '../load-work.ts'
import { logSinkOf } from '../log-options.ts'
import { threadsOf } from '../machine.ts'
import * as own from '../own-flags.ts'
import { consolidateRun } from '../run-options.ts'

/** As many VUs as `explore` may have. */
const endless: ConstantVus = {
  name: 'doctor',
  executor: 'constant-vus',
  vus: 1000,
  duration: Number.POSITIVE_INFINITY,
  startTime: 0,
  gracefulStop: 0,
  exec: 'default',
  env: {},
  tags: {},
}
/** The probes' first reading is about their first second. */
const patience = 3000

/** Whether this host can make the load: exit code 0 if it can, 1 if something is in the way. */
export async function doctor(args: ParsedArgs): Promise<number> {
  const logs = logSinkOf(args)
  const engine = createEngine(threadsOf(args), logs.write)
  try {
    const examination = await examine(args, engine)
    process.stdout.write(args.valueOf(own.json) === true ? reportJson(examination) : reportText(examination))
    return isReady(examination) ? 0 : 1
  } finally {
    await engine.close()
  }
}

async function examine(args: ParsedArgs, engine: Engine): Promise<Examination> {
  const cpu = await lookAtCpu()
  const { config, loaded } = await workOf(args, engine)
  const demand = { ...demandOf(config), ...askedFor(args) }
  const calibration = await calibrate({ engine, config, loaded })
  const findings = [
    ...findingsOf(await readHostLimits(), demand),
    busyFinding(cpu),
    ceilingFinding(calibration, demand),
  ]
  return { demand, findings, calibration }
}

/** The script with its options, or one request. */
async function workOf(
  args: ParsedArgs,
  engine: Engine,
): Promise<{ readonly config: RunConfig; readonly loaded: LoadedScript | undefined }> {
  const threads = threadsOf(args)
  const [what = 'http://localhost/'] = args.positional
  if (!/^https?:\/\//i.test(what)) {
    const loaded = await loadWork(engine, args, what)
    return { loaded, config: consolidateRun(args, { work: { kind: 'script', path: what }, threads, loaded }).config }
  }
  const request = { method: 'GET', url: what, headers: {}, body: undefined }
  return {
    loaded: undefined,
    config: consolidateRun(args, { work: { kind: 'request', request }, threads, scenarios: [endless] }).config,
  }
}

/** A URL has no plan: its load is what the command line says. */
function askedFor(args: ParsedArgs): { readonly vus?: number; readonly rate?: number | undefined } {
  const vus = args.valueOf(own.vus) ?? args.valueOf(own.maxVus)
  const rate = args.valueOf(own.rate)
  const isUrl = args.positional.every((what) => /^https?:\/\//i.test(what))
  return { ...(vus === undefined ? {} : { vus }), ...(rate === undefined && !isUrl ? {} : { rate }) }
}

async function lookAtCpu(): Promise<CpuReading | undefined> {
  const probe = startHostProbe()
  const { promise, resolve } = Promise.withResolvers<CpuReading | undefined>()
  const timer = setTimeout(() => resolve(undefined), patience)
  probe.readings.subscribe(() => resolve(probe.readings.get()?.cpu))
  const cpu = await promise
  clearTimeout(timer)
  await probe.close()
  return cpu
}
