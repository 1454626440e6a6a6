import { formatLine } from './console-format.ts'
import { secretsOf } from './secrets/secret-keeper.ts'
import type { LogLevel, WorkerContext } from './vu.ts'

type Print = (...values: unknown[]) => void

/** The global `console`. */
export interface ScriptConsole {
  log: Print
  debug: Print
  info: Print
  warn: Print
  error: Print
}

const shared = new WeakMap<WorkerContext, ScriptConsole>()

function consoleOf(worker: WorkerContext): ScriptConsole {
  const known = shared.get(worker)
  if (known !== undefined) return known
  const printer =
    (level: LogLevel): Print =>
    (...values) =>
      worker.log(level, secretsOf(worker).redact(formatLine(values)), 'console')
  const made: ScriptConsole = {
    log: printer('info'),
    debug: printer('debug'),
    info: printer('info'),
    warn: printer('warn'),
    error: printer('error'),
  }
  shared.set(worker, made)
  return made
}

/** A console for one VU: the functions are those of the worker, but what a script assigns to it stays in the VU. */
export const makeConsole = (worker: WorkerContext): ScriptConsole => Object.create(consoleOf(worker)) as ScriptConsole
