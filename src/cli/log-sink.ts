import { openSync, writeSync } from 'node:fs'
import { UserError } from '../base/errors.ts'
import type { LogLine } from '../engine/run.ts'

export interface LogSinkOptions {
  readonly quiet: boolean
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

/** Log lines of scripts and workers on stderr, in logfmt as k6 prints them. */
export function logSink({ quiet, consoleOutput }: LogSinkOptions): LogSink {
  const consoleFile = consoleOutput === undefined ? undefined : openConsoleFile(consoleOutput)
  let held: string[] | undefined
  let lost = 0
  return {
    write: (line) => {
      if (quiet && line.source === 'engine' && line.level !== 'error') return
      const text = formatLine(line)
      if (consoleFile !== undefined && line.source === 'console') writeSync(consoleFile, text)
      else if (held === undefined) process.stderr.write(text)
      else if (held.push(text) > MOST_HELD) {
        held.shift()
        lost += 1
      }
    },
    hold: () => {
      held = []
    },
    release: () => {
      if (lost > 0) process.stderr.write(`(${lost} earlier log lines left out)\n`)
      for (const text of held ?? []) process.stderr.write(text)
      held = undefined
    },
  }
}

function openConsoleFile(file: string): number {
  try {
    return openSync(file, 'w')
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new UserError('CANNOT_WRITE_CONSOLE', `--console-output: cannot write ${file}: ${reason}`, { cause })
  }
}

const levelNames = { debug: 'debug', info: 'info', warn: 'warning', error: 'error' } as const

const formatLine = ({ level, message, source }: LogLine): string =>
  `time=${JSON.stringify(new Date().toISOString())} level=${levelNames[level]} msg=${JSON.stringify(message)} source=${source}\n`
