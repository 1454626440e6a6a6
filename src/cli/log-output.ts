import { openSync, writeSync } from 'node:fs'
import { UserError } from '../base/errors.ts'
import { ExitCode } from '../base/exit-code.ts'

/** Where log lines go. */
export interface LogOutput {
  readonly write: (text: string) => void
  /** Whether it is the terminal that the screen is drawn on. */
  readonly sharesTerminal: boolean
}

/** Reads `stderr`, `stdout`, `none` or `file=PATH`, as k6's --log-output has it. */
export function openLogOutput(text: string): LogOutput {
  if (text === 'stderr') return { write: (line) => process.stderr.write(line), sharesTerminal: true }
  if (text === 'stdout') return { write: (line) => process.stdout.write(line), sharesTerminal: true }
  if (text === 'none') return { write: () => undefined, sharesTerminal: false }
  const path = /^file=([^,]+)$/.exec(text)?.[1]
  if (path !== undefined) return toFile(path, '--log-output')
  throw new UserError('INVALID_LOG_OUTPUT', `--log-output must be stderr, stdout, none or file=PATH, got '${text}'`, {
    exitCode: ExitCode.InvalidConfig,
    ...(text.startsWith('loki')
      ? { hint: 'kneepoint does not speak to Loki: write to a file and let an agent ship it' }
      : {}),
  })
}

/** `flag` names the option that asked for it. */
export function toFile(path: string, flag: string): LogOutput {
  const file = openForWriting(path, flag)
  return { write: (line) => void writeSync(file, line), sharesTerminal: false }
}

function openForWriting(path: string, flag: string): number {
  try {
    return openSync(path, 'w')
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new UserError('CANNOT_WRITE_LOG', `${flag}: cannot write ${path}: ${reason}`, {
      exitCode: ExitCode.InvalidConfig,
      hint: 'name a file in a folder that exists and can be written to',
      cause,
    })
  }
}
