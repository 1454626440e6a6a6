import type { Tone } from '../theme.ts'
import { cellWidth, cutToWidth } from './cell-width.ts'

/** A piece of text in one tone. The theme turns tones into colours, so that everything before it is plain data. */
export interface Span {
  readonly text: string
  readonly tone: Tone
}

/** One row of the screen, or a part of one. */
export type Line = readonly Span[]

/** Text from outside (names, targets, server messages) must not move the cursor or switch the terminal's mode. */
const controls = /[\p{Cc}\p{Bidi_Control}]/u
const runsOfControls = /[\p{Cc}\p{Bidi_Control}]+/gu
const harmless = (text: string): string => (controls.test(text) ? text.replace(runsOfControls, ' ') : text)

export const span = (text: string, tone: Tone = 'plain'): Span => ({ text: harmless(text), tone })
export const line = (text: string, tone: Tone = 'plain'): Line => [span(text, tone)]
export const textOf = (spans: Line): string => spans.map(({ text }) => text).join('')
export const widthOf = (spans: Line): number => spans.reduce((sum, { text }) => sum + cellWidth(text), 0)
export const space = (width: number): Span => span(' '.repeat(Math.max(0, width)))

/** Exactly `width` cells: filled with spaces, or cut with an ellipsis in place of the last cell. */
export function fit(spans: Line, width: number): Line {
  const missing = width - widthOf(spans)
  if (missing === 0) return spans
  return missing > 0 ? [...spans, space(missing)] : cut(spans, width)
}

/** A number that lost its last digits would be another number, so a cut never goes through one. */
const brokenNumber = /(?<=^|\s)\d[\d.,]*$/

function cut(spans: Line, width: number): Line {
  const kept: Span[] = []
  let left = width - 1
  for (const { text, tone } of spans) {
    const fitting = cutToWidth(text, left)
    const part =
      fitting === text || !/^[\d.,]/.test(text.slice(fitting.length)) ? fitting : fitting.replace(brokenNumber, '')
    kept.push({ text: part, tone })
    left -= cellWidth(part)
    if (part !== text) break
  }
  return width <= 0 ? [] : [...kept, span('…', 'dim'), space(left)]
}

/** Left and right text on one row; when both do not fit, the right one goes. */
export function spread(left: Line, right: Line, width: number): Line {
  const gap = width - widthOf(left) - widthOf(right)
  return gap < 1 ? fit(left, width) : [...left, space(gap), ...right]
}

/** As many of the parts as fit in the width, in order, with a separator between them. */
export function joinFitting(parts: readonly Line[], separator: Span, width: number): Line {
  let joined: Line = []
  for (const part of parts) {
    const next = joined.length === 0 ? part : [...joined, separator, ...part]
    if (widthOf(next) > width) break
    joined = next
  }
  return joined
}

/** Blocks of equal height next to each other. */
export const beside = (left: readonly Line[], right: readonly Line[]): readonly Line[] =>
  left.map((row, index) => [...row, ...(right[index] ?? [])])
