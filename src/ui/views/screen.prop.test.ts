import fc from 'fast-check'
import { expect, it } from 'vitest'
import { widthOf } from '../format/line.ts'
import { freshFrame } from '../store/frame.ts'
import { promptOf } from '../store/prompt.ts'
import { initialState, type UiState } from '../store/ui-state.ts'
import { viewNames } from '../store/view-table.ts'
import { FakeRun } from '../testing/fake-run.ts'
import { drawScreen } from './screen.ts'

const facts = { title: 'script.js', isRecording: true, hasKeyboard: true }
const names = ['browse', '名前の長いシナリオ', 'a-scenario-with-a-very-long-name-indeed', 'x', 'y', 'z', 'ω', '👍🏽']

const runOf = fc
  .record({ scenarios: fc.integer({ min: 0, max: 8 }), seconds: fc.nat(40), load: fc.nat(5000) })
  .map(({ scenarios, seconds, load }) => {
    const run = new FakeRun({
      scenarios: names.slice(0, scenarios).map((name) => ({ name, model: 'open', load })),
      target: 'http://a-rather-long-host-name.example.com:8080/with/a/path?and=a&query=string',
    })
    run.advance(seconds)
    run.send({ type: 'mark', note: 'a note that is long '.repeat(10) }, 'key')
    return { run: run.snapshots.get(), exploration: run.exploration.get() }
  })

const stateOf = fc
  .record({
    columns: fc.integer({ min: 1, max: 260 }),
    rows: fc.integer({ min: 1, max: 90 }),
    view: fc.constantFrom(...viewNames, 'help' as const, 'summary' as const),
    chart: fc.nat(5),
    prompt: fc.option(fc.constant({ ...promptOf('command', 'rate 430'), problem: 'no' }), { nil: undefined }),
  })
  .map(({ columns, rows, ...rest }): UiState => ({ ...initialState({ columns, rows }), ...rest }))

it('fills the terminal exactly, whatever its size: no row too many, no cell too wide', () => {
  fc.assert(
    fc.property(runOf, stateOf, (run, state) => {
      const frame = freshFrame({ ...run, host: undefined, reducedFps: 2 }, 0)
      const rows = drawScreen({ facts, frame, state })
      expect(rows.map(widthOf)).toEqual(rows.map(() => state.size.columns))
      expect(rows.length).toBeLessThanOrEqual(state.size.rows)
      const isLargeEnough = state.size.columns >= 60 && state.size.rows >= 16
      expect(rows.length === state.size.rows || !isLargeEnough).toBe(true)
    }),
  )
})
