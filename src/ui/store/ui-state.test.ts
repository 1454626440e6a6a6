import { describe, expect, it } from 'vitest'
import { initialState, reduce, stepPercent, type UiChange, type UiState } from './ui-state.ts'

const start = initialState({ columns: 80, rows: 24 })
const after = (...changes: readonly UiChange[]): UiState => changes.reduce(reduce, start)

describe('a prompt', () => {
  it('is typed into, keeps the text when it was rejected, and forgets the problem with the next key', () => {
    const rejected = after(
      { type: 'ask', kind: 'load' },
      { type: 'edit', text: '43x' },
      { type: 'reject', problem: 'not a load' },
    )
    expect(rejected.prompt).toEqual({ kind: 'load', text: '43x', problem: 'not a load' })
    expect(reduce(rejected, { type: 'edit', text: '43' }).prompt?.problem).toBeUndefined()
    expect(reduce(rejected, { type: 'close-prompt' }).prompt).toBeUndefined()
  })

  it('that is not open cannot be typed into', () => {
    expect(after({ type: 'edit', text: 'x' }, { type: 'reject', problem: 'y' })).toEqual(start)
  })
})

it('turns charts in the overview and pages in the help, which always opens at its first', () => {
  const turned = after({ type: 'turn' }, { type: 'show', view: 'help' }, { type: 'turn' })
  expect(turned).toMatchObject({ chart: 1, page: 1 })
  expect(reduce(turned, { type: 'show', view: 'help' }).page).toBe(0)
})

it('keeps the step within its sizes', () => {
  expect(stepPercent(start)).toBe(20)
  expect(stepPercent(after({ type: 'set-step', index: 99 }))).toBe(100)
  expect(stepPercent(after({ type: 'set-step', index: -1 }))).toBe(1)
})

it('remembers selection, message and size', () => {
  const message = { text: 'load 100 -> 120/s', accepted: true, at: 5000 }
  const size = { columns: 160, rows: 50 }
  expect(after({ type: 'select', name: 'browse' }, { type: 'say', message }, { type: 'resize', size })).toMatchObject({
    selected: 'browse',
    message,
    size,
  })
})
