import type { CommandName } from './command-table.ts'
import type { ParsedArgs } from './args.ts'

type RunCommand = (args: ParsedArgs) => Promise<number>

/** Each command's code is loaded when it is the one that was asked for. */
const commands: Readonly<Record<CommandName, () => Promise<RunCommand>>> = {
  run: async () => (await import('./commands/run.ts')).run,
  explore: async () => (await import('./commands/explore.ts')).explore,
  demo: async () => (await import('./commands/demo.ts')).demo,
  target: async () => (await import('./commands/target.ts')).target,
  doctor: async () => (await import('./commands/doctor.ts')).doctor,
  inspect: async () => (await import('./commands/inspect.ts')).inspect,
  new: async () => (await import('./commands/new.ts')).newScript,
  archive: async () => (await import('./commands/archive.ts')).archive,
  replay: async () => (await import('./commands/replay.ts')).replay,
  answers: async () => (await import('./commands/answers.ts')).answers,
  compare: async () => (await import('./commands/compare.ts')).compare,
  runs: async () => (await import('./commands/runs.ts')).runs,
  report: async () => (await import('./commands/report.ts')).report,
  workload: async () => (await import('./commands/workload.ts')).workload,
  version: async () => (await import('./commands/version.ts')).version,
  help: async () => (await import('./commands/help.ts')).help,
}

/** Runs the command line; what it returns is the exit code of the process. */
async function main(argv: readonly string[]): Promise<number> {
  const [first, ...rest] = argv
  if ((first === '--version' || first === 'version') && rest.length === 0) return (await commands.version())(noArgs)
  const { describeError, exitCodeOf } = await import('./show-error.ts')
  try {
    const { readCommandLine } = await import('./read-command-line.ts')
    const args = readCommandLine(argv)
    return await (await commands[args.command]())(args)
  } catch (error) {
    process.stderr.write(`${describeError(error)}\n`)
    return exitCodeOf(error)
  }
}

const noArgs: ParsedArgs = { command: 'version', positional: [], valueOf: () => undefined, foreign: {} }

for (const stream of [process.stdout, process.stderr]) {
  // A pipe that was closed (`| head`) or a terminal that hung up must not end the run with an exception.
  stream.on('error', () => undefined)
}
// React asks for it when it is first imported; its development build costs twice the CPU.
process.env['NODE_ENV'] ??= 'production'
process.exitCode = await main(process.argv.slice(2))
