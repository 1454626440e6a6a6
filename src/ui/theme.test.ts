import { describe, expect, it } from 'vitest'
import { line, span } from './format/line.ts'
import { type ColorDepth, createTheme } from './theme.ts'

const escape = '\u001b'

describe('colours', () => {
  it.each<[ColorDepth, string]>([
    ['none', 'offered'],
    ['16', `${escape}[36moffered${escape}[0m`],
    ['256', `${escape}[38;5;38moffered${escape}[0m`],
    ['true', `${escape}[38;2;20;165;205moffered${escape}[0m`],
  ])('at depth %s', (depth, painted) => {
    expect(createTheme(depth, false).paint(line('offered', 'offered'))).toBe(painted)
  })

  it('keep what weight says when there are none', () => {
    expect(createTheme('none', false).paint(line('46 %', 'error'))).toBe(`${escape}[1m46 %${escape}[0m`)
  })

  it('are opened once for neighbours of one tone, and not at all for blanks', () => {
    const row = [span('a', 'dim'), span('b', 'dim'), span('   ', 'offered'), span('c')]
    expect(createTheme('256', false).paint(row)).toBe(`${escape}[2mab${escape}[0m   c`)
  })
})

it('draws in plain ASCII for fonts that have nothing else', () => {
  const drawn = '╭─╮│╰╯┤┊━┃┏┓┗┛╍╏·●◆▸▴█░↑↓…'
  const painted = createTheme('none', true).paint(line(drawn))
  expect(painted).toMatch(/^[ -~]+$/)
  expect(painted).toHaveLength(drawn.length)
})
