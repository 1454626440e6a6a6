import type { LogLine } from '../engine/run.ts'
import { formatLogLine, type LogFormat } from './log-format.ts'
import { openLogOutput, toFile } from './log-output.ts'

export interface LogSinkOptions {
  /** Leaves out what is no error of the engine's. */
  readonly quiet: boolean
  /** Shows what scripts log with `console.debug`. */
  readonly verbose: boolean
  readonly format: LogFormat
  /** `stderr`, `stdout`, `none` or `file=PATH`. */
  readonly output: string
  /** What scripts print goes to this file instead. */
  readonly consoleOutput: string | undefined
}

export interface LogSink {
  readonly write: (line: LogLine) => void
  /** The screen is drawn: lines wait. */
  readonly hold: () => void
  /** The terminal is free again: what waited is written. */
  readonly release: () => void
}

/** What waits while the screen is drawn; older lines give way, and it is said how many. */
const MOST_HELD = 1000

/** Log lines of scripts and workers, where k6 prints them. */
export function logSink(options: LogSinkOptions): LogSink {
  const output = openLogOutput(options.output)
  const console = options.consoleOutput === undefined ? output : toFile(options.consoleOutput, '--console-output')
  let held: string[] | undefined
  let lost = 0
  return {
    write: (line) => {
      if (isLeftOut(line, options)) return
      const target = line.source === 'console' ? console : output
      const text = formatLogLine(line, options.format, new Date())
      if (held === undefined || !target.sharesTerminal) target.write(text)
      else if (held.push(text) > MOST_HELD) {
        held.shift()
        lost += 1
      }
    },
    hold: () => {
      held = []
    },
    release: () => {
      if (lost > 0) output.write(`(${lost} earlier log lines left out)\n`)
      for (const text of held ?? []) output.write(text)
      held = undefined
    },
  }
}

const isLeftOut = ({ level, source }: LogLine, { quiet, verbose }: LogSinkOptions): boolean =>
  (level === 'debug' && !verbose) || (quiet && source === 'engine' && level !== 'error')
