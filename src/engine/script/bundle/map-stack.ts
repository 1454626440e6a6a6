import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping'

/** `    at name (kneepoint:script.js:12:5)`, with or without a name: what compiled scripts are called in stack traces. */
const scriptFrame = /^(\s+at [^:]*?)kneepoint:.*?:(\d+):(\d+)(\)?)$/
/** `    at eval (eval at name (kneepoint:script.js:12:5), <anonymous>:1:1)`: only where `eval` was called is known. */
const evalFrame = /^(\s+at .*?\()eval at .*?kneepoint:.*?:(\d+):(\d+)\), <anonymous>:\d+:\d+(\))$/
const anyFrame = /^\s+at /
/** Functions that can be suspended run as generators, whose names end so. */
const generatorName = /__kp_*\d+(?= \()/
/** Of one without a name. */
const namelessFrame = /^(\s+at )anonymous__kp_*\d+ \((.*)\)$/

const withAuthorsName = (line: string): string => line.replace(namelessFrame, '$1$2').replace(generatorName, '')

export type MapStack = (stack: string) => string

/**
 * Makes stack traces of a compiled script those of the user's own files: frames of the script get their place there, frames of
 * ours and of Node are left out. `map` is the source map of the compiled script.
 */
export function stackMapper(map: string): MapStack {
  let trace: TraceMap | undefined
  const mapFrame = (line: string): string[] => {
    if (!anyFrame.test(line)) return [line]
    const [, before, row, column, after] = evalFrame.exec(line) ?? scriptFrame.exec(withAuthorsName(line)) ?? []
    if (before === undefined) return []
    trace ??= new TraceMap(map)
    const origin = originalPositionFor(trace, { line: Number(row), column: Number(column) - 1 })
    if (origin.source === null) return []
    return [`${before}${origin.source}:${origin.line}:${origin.column + 1}${after}`]
  }
  return (stack) => stack.split('\n').flatMap(mapFrame).join('\n')
}
