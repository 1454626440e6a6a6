import { describe, expect, it } from 'vitest'
import { promptOf } from './prompt.ts'
import { initialState, reduce, stepPercent, type UiChange, type UiState } from './ui-state.ts'

const start = initialState({ columns: 80, rows: 24 })
const after = (...changes: readonly UiChange[]): UiState => changes.reduce(reduce, start)

describe('a prompt', () => {
  it('keeps the text when it was rejected', () => {
    const rejected = after({ type: 'ask', kind: 'load', text: '43x' }, { type: 'reject', problem: 'not a load' })
    expect(rejected.prompt).toEqual({ kind: 'load', text: '43x', cursor: 3, problem: 'not a load' })
    expect(reduce(rejected, { type: 'close-prompt' }).prompt).toBeUndefined()
  })

  it('that is not open cannot be typed into', () => {
    const prompt = promptOf('load', 'x')
    expect(after({ type: 'edit', prompt }, { type: 'reject', problem: 'y' })).toEqual(start)
  })
})

describe('leaving', () => {
  const summary = { lines: ['a'], at: 0 }

  it('the help or a summary leads back to the view that was under it', () => {
    const onHost = after({ type: 'show', view: 'host' }, { type: 'show', view: 'help' }, { type: 'read', summary })
    expect(onHost).toMatchObject({ view: 'summary', summary, back: 'host' })
    expect(reduce(onHost, { type: 'leave' }).view).toBe('host')
  })

  it('a view leads to the overview', () => {
    expect(after({ type: 'show', view: 'host' }, { type: 'leave' }).view).toBe('overview')
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
