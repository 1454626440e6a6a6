import { existsSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { didYouMean } from '../../base/suggest.ts'
import type { PerSecond } from '../../base/units.ts'
import type { Engine, LoadedScript } from '../../engine/index.ts'
import { readWorkloadFile } from '../../workload/read-workload-file.ts'
import { execNamesOf } from '../../workload/script/exec-names.ts'
import { isWholeUrl, scriptText } from '../../workload/script/script-text.ts'
import { scaleModel, withWholeUsers } from '../../workload/scale-model.ts'
import { settle } from '../../workload/settle.ts'
import type { Workload, WorkloadModel } from '../../workload/workload-model.ts'
import type { ParsedArgs } from '../args.ts'
import { loadMadeScript } from '../load-work.ts'
import { invalid } from '../read-command-line.ts'
import * as flags from './workload-flags.ts'

/** A workload model that can be run. */
export interface OpenedWorkload {
  readonly model: WorkloadModel
  /** What it was made into. */
  readonly script: string
}

/** Reads a workload model to run it: everything in it must be right, and each workload must say what it sends. */
export function openWorkload(args: ParsedArgs, path: string): OpenedWorkload {
  const raw = readWorkloadFile(path)
  if (!raw.ok) throw invalid('INVALID_WORKLOAD', raw.problems)
  const { model: solved, problems, notes } = settle(raw.value)
  tell(notes)
  if (solved === undefined) throw invalid('INVALID_WORKLOAD', problems)
  const model: WorkloadModel = {
    ...sized(solved, args.valueOf(flags.targetTps)),
    url: args.valueOf(flags.url) ?? solved.url,
    script: solved.script === undefined ? undefined : resolve(dirname(path), solved.script),
  }
  const found = [
    ...findScriptProblems(model, solved.script),
    ...model.workloads.flatMap((one) => findSendProblems(one, model)),
  ]
  if (found.length > 0) throw invalid('INVALID_WORKLOAD', found)
  const whole = withWholeUsers(model)
  if (model.model === 'closed') tell(whole.notes)
  // The functions think in case the model is closed, or is made so for a search.
  return { model: whole.model, script: scriptText(whole.model) }
}

const sized = (model: WorkloadModel, tps: PerSecond | undefined): WorkloadModel =>
  tps === undefined ? model : scaleModel(model, tps)

function tell(notes: readonly string[]): void {
  for (const note of notes) process.stderr.write(`kneepoint: note: ${note}\n`)
}

function findScriptProblems({ file, script }: WorkloadModel, written: string | undefined): string[] {
  if (script === undefined || existsSync(script)) return []
  return [`${file}: cannot find the script ${written} (${script})`]
}

function findSendProblems({ name, place, transaction }: Workload, { url, script }: WorkloadModel): string[] {
  const at = `${place}: workload "${name}"`
  if (transaction === undefined)
    return [`${at} does not say what to send: give it a request such as GET /, or a function`]
  if (transaction.kind === 'function') {
    return script === undefined
      ? [`${at} has the function ${transaction.name}, but there is no script: say which one`]
      : []
  }
  const below = transaction.request.paths.find((path) => !isWholeUrl(path))
  if (below === undefined || url !== undefined) return []
  return [`${at} has the path ${below}, but nothing says of which server: give the model a url, or --url`]
}

/** Loads the script that a model was made into. */
export async function loadWorkload(engine: Engine, args: ParsedArgs, opened: OpenedWorkload): Promise<LoadedScript> {
  const loaded = await loadMadeScript(engine, args, opened.script)
  const { workloads } = opened.model
  const ours = new Set(execNamesOf(workloads))
  const theirs = loaded.exports.filter((name) => !ours.has(name))
  const missing = workloads.flatMap((workload) => findMissingFunction(workload, theirs))
  if (missing.length > 0) throw invalid('UNKNOWN_FUNCTION', missing)
  return loaded
}

function findMissingFunction({ name, place, transaction }: Workload, functions: readonly string[]): string[] {
  if (transaction?.kind !== 'function' || functions.includes(transaction.name)) return []
  const wanted = transaction.name
  const there = functions.length === 0 ? '' : ` (it has ${functions.join(', ')})`
  return [
    `${place}: workload "${name}": the script exports no function ${wanted}${didYouMean(wanted, functions) || there}`,
  ]
}
