import { expect, it } from 'vitest'
import { makePlan } from '../../analysis/testing/make-plan.ts'
import { testVirtually } from '../../analysis/testing/test-virtually.ts'
import { frameOf, runAt, textsOf } from '../testing/scene.ts'
import { initialState } from '../store/ui-state.ts'
import { drawScreen } from './screen.ts'

const { view } = testVirtually('bounded', {}, makePlan('spike', 200), { until: 28_000 })

it.each([
  [160, 50],
  [80, 24],
])('shows plan, workloads and verdict of a test at %i x %i', (columns, rows) => {
  const frame = { ...frameOf(runAt([200, 200, 200, 200])), test: view }
  const state = { ...initialState({ columns, rows }), view: 'test' as const }
  const screen = textsOf(drawScreen({ facts: { title: 'x', isRecording: false, hasKeyboard: true }, frame, state }))
  expect(screen).toHaveLength(rows)
  const text = screen.join('\n')
  expect(text).toContain('spike test')
  expect(text).toContain('60 times faster')
  expect(text).toContain('recovery')
  expect(text).toMatch(/[✓✗] all +(pass|fail) +200/)
})

it('says of a run that is no test how to get one', () => {
  const state = { ...initialState({ columns: 100, rows: 24 }), view: 'test' as const }
  const facts = { title: 'x', isRecording: false, hasKeyboard: true }
  const text = textsOf(drawScreen({ facts, frame: frameOf(runAt([20])), state })).join('\n')
  expect(text).toContain('This run is no test')
})
