import { describe, expect, it } from 'vitest'
import { initialState, type UiState } from '../store/ui-state.ts'
import { frameOf, runAt, textsOf } from '../testing/scene.ts'
import { drawScreen } from './screen.ts'

const facts = { title: 'script.js', isRecording: false, hasKeyboard: true }

function show(loads: readonly number[], state: Partial<UiState> & Pick<UiState, 'size'>): string[] {
  const frame = frameOf(runAt(loads))
  return textsOf(drawScreen({ facts, frame, state: { ...initialState(state.size), view: 'saturation', ...state } }))
}

const wide = { columns: 150, rows: 40 }
const loads = [100, 200, 300, 430, 600]

describe('the saturation view', () => {
  it('shows curve, zones, response times, what to do and the answer side by side', () => {
    const screen = show(loads, { size: wide }).join('\n')
    for (const part of [
      'throughput by load',
      'capacity 399 ± 3.99/s',
      'A  ramp',
      'B  plateau',
      'saturation 399/s (395-403)',
      'response time by load, ms',
      'by hand',
      'next: let it calm down, then hold',
      '· at 430/s, 7',
      'limits',
      '(epsilon)',
    ])
      expect(screen).toContain(part)
  })

  it('names no zone before the limits are found', () => {
    const screen = show([100, 200], { size: wide }).join('\n')
    expect(screen).toContain('capacity at least 200/s')
    expect(screen).toContain('limits so far')
    expect(screen).not.toMatch(/B {2}plateau|saturation \d+/)
  })

  it('turns its panels where the screen is low', () => {
    const size = { columns: 80, rows: 24 }
    const titles = [0, 1, 2, 3, 4].map((page) => show(loads, { size, page })[1]?.replaceAll(/[╭─╮]/g, '').trim())
    expect(titles.map((title) => title?.split(/ {2,}/)[0])).toEqual([
      expect.stringContaining('throughput by load') as string,
      'limits',
      expect.stringContaining('response time by load') as string,
      'by hand',
      expect.stringContaining('throughput by load') as string,
    ])
  })
})
