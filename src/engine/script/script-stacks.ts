import { type MapStack, stackMapper } from './bundle/map-stack.ts'

/** What compiled scripts are called in stack traces of V8. */
export const fileName = (file: string): string => `kneepoint:${file}`

const mappers = new Map<string, MapStack>()
/** `    at #step (file:///srv/kneepoint/a.js:1:2)` */
const foreignFrame = /^\s+at .*\b(?:file:\/\/|node:)/

/**
 * From now on the stack traces of what a script throws are in its author's own lines, for the script as well. V8 asks when a
 * stack is first read; traces that no script is in stay as they are.
 */
export function mapStacksOf({ file, map }: { readonly file: string; readonly map: string }): MapStack {
  const mapper = stackMapper(map)
  if (mappers.size === 0) install()
  mappers.set(fileName(file), mapper)
  return mapper
}

function install(): void {
  const before = Error.prepareStackTrace?.bind(Error)
  Error.prepareStackTrace = (error, sites) => {
    const text = [headerOf(error), ...sites.map(textOf)].join('\n    at ')
    for (const [name, map] of mappers) if (text.includes(`${name}:`)) return map(text)
    return (before?.(error, sites) as string | undefined) ?? text
  }
}

/** A frame as V8 writes it. */
const textOf = (site: { readonly toString: () => string }): string => site.toString()

function headerOf(error: Error): string {
  try {
    return String(error)
  } catch {
    return '<error>'
  }
}

/** Without the frames of our own and of Node. */
export const withoutForeignFrames = (stack: string): string =>
  stack
    .split('\n')
    .filter((line) => !foreignFrame.test(line))
    .join('\n')
