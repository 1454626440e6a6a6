import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { nothingMeasured, type Program, programUnderTest, type SummarySeen } from './programs.ts'

/** A script, and what it finds around it. */
export interface ScriptCall {
  /** The text of the script; it is written to a folder of its own. */
  readonly source: string
  /** Its name there. */
  readonly name?: string
  /** Files beside it, by name. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>
  readonly args?: readonly string[]
  /** What is run instead of the text. */
  readonly script?: string
  /** Environment of the process. */
  readonly env?: Readonly<Record<string, string>>
  readonly stdin?: string
  readonly threads?: number
  readonly program?: Program
  /** ms after which it is killed, if it has not ended by itself. */
  readonly patience?: number
}

/** A line that the script or the program logged. */
export interface LoggedLine {
  readonly level: string
  readonly message: string
  readonly source: string
}

/** How it went, as a user sees it. */
export interface ScriptRun extends SummarySeen {
  /** -1 when it had to be killed. */
  readonly exitCode: number
  readonly stdout: string
  readonly stderr: string
  readonly logs: readonly LoggedLine[]
  /** What a file of the script's folder holds after the run. */
  readonly written: Readonly<Record<string, string>>
}

const PATIENCE = 30_000
/** What says how the run is going on: no part of what is promised. */
const progressLine = /^\w+ \d\d:\d\d(:\d\d)?(\/|,).*\n/gm
const SUMMARY = 'summary-of-the-run.json'

/** Runs a script as a user does, in a process of its own; `written` names the files that it is expected to write. */
export async function runScript(call: ScriptCall, written: readonly string[] = []): Promise<ScriptRun> {
  const folder = mkdtempSync(join(tmpdir(), 'kneepoint-compat-'))
  const { source, name = 'script.js', files = {} } = call
  for (const [file, content] of Object.entries({ ...files, [name]: source })) {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), content)
  }
  try {
    const ended = await runIn(folder, call, name)
    const program = call.program ?? programUnderTest()
    const json = readIfThere(join(folder, SUMMARY))
    const summary = json === '' ? nothingMeasured : program.read(json)
    const found = written.map((file) => [file, readIfThere(join(folder, file))] as const)
    return { ...ended, ...summary, logs: logsIn(ended.stderr), written: Object.fromEntries(found) }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

type Ended = Pick<ScriptRun, 'exitCode' | 'stdout' | 'stderr'>

async function runIn(folder: string, call: ScriptCall, name: string): Promise<Ended> {
  const { args = [], env = {}, stdin, threads = 1, program = programUnderTest() } = call
  const script = call.script ?? (stdin === undefined ? name : '-')
  const child = spawn(program.file, [...program.args(threads, SUMMARY), ...args, script], {
    cwd: folder,
    env: { ...cleanEnvironment(), ...env },
    stdio: 'pipe',
  })
  child.stdin.on('error', () => undefined).end(stdin)
  const killing = setTimeout(() => child.kill('SIGKILL'), call.patience ?? PATIENCE)
  const closed = once(child, 'close') as Promise<[number | null]>
  const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), closed])
  clearTimeout(killing)
  return { exitCode: code ?? -1, stdout, stderr: stderr.replaceAll(progressLine, '') }
}

/** Options of whoever runs the tests are not those of the script. */
const cleanEnvironment = (): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^K6_|^(HTTPS?|NO)_PROXY$/i.test(name)))

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

/** The logfmt lines among the output: `time="..." level=info msg="..." source=console`. */
function logsIn(output: string): LoggedLine[] {
  return output.split('\n').flatMap((line) => {
    const [, level, quoted, bare, rest = ''] =
      /^time="?[^ "]+"? level=(\w+) msg=(?:("(?:[^"\\]|\\.)*")|(\S*))(.*)$/.exec(line) ?? []
    if (level === undefined) return []
    const message =
      quoted === undefined ? (bare ?? '') : (JSON.parse(quoted.replaceAll(/\\x(..)/g, '\\u00$1')) as string)
    return [{ level, message, source: / source="?([\w-]+)/.exec(rest)?.[1] ?? '' }]
  })
}
