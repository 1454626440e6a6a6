import remapping, { type SourceMapInput } from '@jridgewell/remapping'
import { LineIndex } from './line-index.ts'
import type { BundleMap } from './bundle-map.ts'
import type { Placed } from './rope.ts'

type Segment = [column: number] | [column: number, source: number, line: number, sourceColumn: number]

/** Where a segment of the map begins within a piece: at each word and each line, which is where stack traces point. */
const STARTS = /\b\w|\n/g

/** The source map from the transformed code to the user's own files, as JSON text. */
export function composeMap(code: string, source: string, placed: readonly Placed[], map: BundleMap): string {
  const own = { version: 3, names: [], sources: [map.file], mappings: mappingsOf(code, source, placed) }
  const maps = map.json === undefined ? [own] : [own, map.json]
  const composed = remapping(maps as SourceMapInput[], () => null, { excludeContent: true })
  return composed.toString()
}

function mappingsOf(code: string, source: string, placed: readonly Placed[]): Segment[][] {
  const generated = new LineIndex(code)
  const original = new LineIndex(source)
  const lines: Segment[][] = Array.from({ length: generated.lines }, () => [])
  const add = (at: number, from: number | undefined): void => {
    const { line, column } = generated.positionOf(at)
    const origin = from === undefined ? undefined : original.positionOf(from)
    lines[line]?.push(origin === undefined ? [column] : [column, 0, origin.line, origin.column])
  }
  for (const { from, at } of placed) {
    if (from === undefined) add(at, undefined)
    else for (const offset of startsIn(source.slice(from.start, from.end))) add(at + offset, from.start + offset)
  }
  return lines
}

function* startsIn(text: string): Generator<number> {
  yield 0
  for (const match of text.matchAll(STARTS)) {
    const offset = match[0] === '\n' ? match.index + 1 : match.index
    if (offset > 0 && offset < text.length) yield offset
  }
}
