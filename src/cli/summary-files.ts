import { readFileSync, writeFileSync } from 'node:fs'
import { isatty } from 'node:tty'
import type { StartedRun } from '../engine/index.ts'
import type { RunEnd } from '../engine/run-end.ts'
import { handleSummaryDataOf, junitOf, machineReadableOf, renderSummary } from '../engine/run-summary.ts'
import { followedVersion } from '../engine/script/bundle/archive-format.ts'
import { summaryExport } from '../engine/summary/summary-export.ts'
import { describeError } from './show-error.ts'

/** What a run is summarized in, beside the text on stdout. */
export interface SummaryOptions {
  readonly exportFile: string | undefined
  readonly junitFile: string | undefined
  /** k6's newer shape, for the export and for handleSummary. */
  readonly isMachineReadable: boolean
}

export interface SummaryRequest extends SummaryOptions {
  readonly run: StartedRun
  readonly end: RunEnd
  /** The functions of the script. */
  readonly functions: readonly string[]
  /** Names the run. */
  readonly target: string
  readonly color: boolean
  /** Rejects when nobody wants to wait for handleSummary any more. */
  readonly interrupted: Promise<never>
}

type Contents = Readonly<Record<string, string | Uint8Array>>

/**
 * Writes what the script's handleSummary wants written, or else the summary on stdout, and the files that were asked for. What
 * cannot be written is said on stderr and changes no exit code, as in k6.
 */
export async function writeSummaries(request: SummaryRequest): Promise<void> {
  const { end, junitFile, target } = request
  const junit = junitFile === undefined ? {} : { [junitFile]: junitOf(end, target) }
  const summary = end.config.summaryMode === 'disabled' ? {} : await k6Summaries(request)
  for (const [path, content] of Object.entries({ ...summary, ...junit })) write(path, content)
}

async function k6Summaries(request: SummaryRequest): Promise<Contents> {
  const { end, exportFile, color, isMachineReadable } = request
  const data = handleSummaryDataOf(end, {
    noColor: !color,
    isStdOutTTY: isatty(process.stdout.fd),
    isStdErrTTY: isatty(process.stderr.fd),
  })
  const newer = isMachineReadable ? machineReadable(end) : undefined
  const files = (await askScript(request, newer ?? data)) ?? { stdout: renderSummary(end, color) }
  if (exportFile === undefined) return files
  return { ...files, [exportFile]: JSON.stringify(newer ?? summaryExport(data), null, 4) }
}

/** Whatever goes wrong in handleSummary, the run has its summary. */
async function askScript(
  { run, functions, interrupted }: SummaryRequest,
  data: unknown,
): Promise<Contents | undefined> {
  if (!functions.includes('handleSummary')) return undefined
  try {
    return await Promise.race([run.handleSummary(data), interrupted])
  } catch (error) {
    process.stderr.write(`${describeError(error)}\n`)
    return undefined
  }
}

const machineReadable = (end: RunEnd): object =>
  machineReadableOf(end, { script: scriptText(end), generatedAt: new Date(), k6Version: followedVersion })

/** Undefined for one that is not a file any more, such as standard input. */
function scriptText({ config: { work } }: RunEnd): string | undefined {
  try {
    return work.kind === 'script' ? readFileSync(work.path, 'utf8') : undefined
  } catch {
    return undefined
  }
}

function write(path: string, content: string | Uint8Array): void {
  if (path === 'stdout') process.stdout.write(content)
  else if (path === 'stderr') process.stderr.write(content)
  else writeFile(path, content)
}

function writeFile(path: string, content: string | Uint8Array): void {
  try {
    writeFileSync(path, content)
  } catch (error) {
    process.stderr.write(`kneepoint: could not write the summary to ${path}: ${String(error)}\n`)
  }
}
