import { stripVTControlCharacters } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { textOf, widthOf } from '../format/line.ts'
import { freshFrame } from '../store/frame.ts'
import { type PromptKind, promptOf } from '../store/prompt.ts'
import { initialState, type UiState } from '../store/ui-state.ts'
import { viewNames } from '../store/view-table.ts'
import { richRun } from '../testing/rich-run.ts'
import { createTheme } from '../theme.ts'
import { drawScreen } from './screen.ts'

const facts = { title: 'script.js', isRecording: true, hasKeyboard: true }
const plainNames = ['browse', 'a-scenario-with-a-very-long-name-indeed', 'x', 'y', 'z']
const names = [...plainNames, '名前の長いシナリオ', 'ω', '👍🏽']

const runOf = (names: readonly string[]) =>
  fc.record({ names: fc.subarray([...names]), seconds: fc.nat(40), load: fc.nat(5000) })

/** Made from few numbers, so that a failure is told in few words. */
function runFrom({
  names,
  seconds,
  load,
}: {
  readonly names: readonly string[]
  readonly seconds: number
  readonly load: number
}) {
  const options = {
    scenarios: names.map((name) => ({ name, model: 'open' as const, load })),
    target: 'http://a-rather-long-host-name.example.com:8080/with/a/path?and=a&query=string',
  }
  const run = richRun(options, seconds)
  run.send({ type: 'mark', note: 'a note that is long '.repeat(10) }, 'key')
  return { run: run.snapshots.get(), exploration: run.exploration.get() }
}

const kinds: readonly PromptKind[] = ['command', 'stages', 'filter', 'scale']
const places = [...viewNames, 'help' as const, 'summary' as const]

const lookOf = fc.record({
  size: fc.record({ columns: fc.integer({ min: 1, max: 260 }), rows: fc.integer({ min: 1, max: 90 }) }),
  view: fc.constantFrom(...places),
  chart: fc.nat(5),
  planZoom: fc.nat(6),
  time: fc.record({
    columnMs: fc.constantFrom(1000, 5000, 60_000),
    until: fc.option(fc.nat(70_000), { nil: undefined }),
  }),
  prompt: fc.option(
    fc.constantFrom(...kinds).map((kind) => ({ ...promptOf(kind, '10s:500, 5s:0'), problem: 'no' })),
    { nil: undefined },
  ),
  question: fc.option(
    fc.constant({ text: 'stop browse gracefully?', command: { type: 'pause' } as const, by: 'key' as const }),
    { nil: undefined },
  ),
})

type Look = typeof lookOf extends fc.Arbitrary<infer T> ? T : never

function screenOf(run: Parameters<typeof runFrom>[0], look: Look) {
  const state: UiState = { ...initialState(look.size), ...look }
  return drawScreen({ facts, frame: freshFrame({ ...runFrom(run), host: undefined, reducedFps: 2 }, 0), state })
}

/** What a painted row sets of colours and attributes: `1;31`. */
const codesIn = (painted: string): string[] =>
  painted
    .split('\u001b[')
    .slice(1)
    .map((rest) => rest.slice(0, rest.indexOf('m')))

const isLargeEnough = ({ size }: Look): boolean => size.columns >= 60 && size.rows >= 16

describe('any view at any size', () => {
  it('fills the terminal exactly: no row too many, no cell too wide', () => {
    fc.assert(
      fc.property(runOf(names), lookOf, (run, look) => {
        const rows = screenOf(run, look)
        expect(rows.map(widthOf)).toEqual(rows.map(() => look.size.columns))
        expect(rows.length).toBeLessThanOrEqual(look.size.rows)
        expect(rows.length === look.size.rows || !isLargeEnough(look)).toBe(true)
      }),
    )
  })

  it('is plain ASCII where that is wanted', () => {
    const theme = createTheme('none', true)
    fc.assert(
      fc.property(runOf(plainNames), lookOf, (run, look) => {
        for (const row of screenOf(run, look)) {
          expect(stripVTControlCharacters(theme.paint(row))).toMatch(/^[ -~]*$/)
        }
      }),
    )
  })

  it('sets no background, no black and no white, so that it is read on any background', () => {
    const theme = createTheme('16', false)
    fc.assert(
      fc.property(runOf(plainNames), lookOf, (run, look) => {
        const codes = screenOf(run, look).flatMap((row) => codesIn(theme.paint(row)))
        expect(codes.filter((code) => /^(?:\d;)?(?:4[0-8]|10[0-7]|[39][07])$/.test(code))).toEqual([])
      }),
    )
  })

  it('needs no colour to be understood: without it the texts are the same', () => {
    const [bare, coloured] = [createTheme('none', false), createTheme('256', false)]
    fc.assert(
      fc.property(runOf(plainNames), lookOf, (run, look) => {
        for (const row of screenOf(run, look)) {
          expect(stripVTControlCharacters(bare.paint(row))).toBe(textOf(row))
          expect(stripVTControlCharacters(coloured.paint(row))).toBe(textOf(row))
          expect(codesIn(bare.paint(row)).filter((code) => !/^\d$/.test(code))).toEqual([])
        }
      }),
    )
  })
})
