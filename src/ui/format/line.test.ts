import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cellWidth, cutToWidth } from './cell-width.ts'
import { beside, fit, joinFitting, line, space, span, spread, textOf, widthOf } from './line.ts'

describe('the width of a text', () => {
  it.each([
    ['load 430/s', 10],
    ['╭──┤█░', 6],
    ['名前', 4],
    ['가나', 4],
    ['e\u0301te', 3],
    ['👍🏽', 2],
    ['', 0],
  ])('%s is %i cells', (text, cells) => {
    expect(cellWidth(text)).toBe(cells)
  })

  it('is never exceeded by a cut, not even in the middle of a wide character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.nat(20), (text, width) => {
        expect(cellWidth(cutToWidth(text, width))).toBeLessThanOrEqual(width)
      }),
    )
  })
})

describe('fit', () => {
  it.each([
    ['fills up', 'load', 6, 'load  '],
    ['leaves what fits', 'load', 4, 'load'],
    ['cuts with an ellipsis', 'achieved', 5, 'achi…'],
    ['never cuts through a number', 'dropped 12,345', 12, 'dropped …   '],
    ['cuts after a whole number', 'w1 31 % w2', 6, 'w1 31…'],
    ['has nothing to say in no space', 'load', 0, ''],
  ])('%s', (_, text, width, fitted) => {
    expect(textOf(fit(line(text), width))).toBe(fitted)
  })

  it('is exactly as wide as asked, whatever the text', () => {
    const spans = fc.array(fc.string({ unit: 'grapheme' }).map((text) => span(text)))
    fc.assert(
      fc.property(spans, fc.nat(60), (row, width) => {
        expect(widthOf(fit(row, width))).toBe(width)
      }),
    )
  })
})

it('takes the control characters out of foreign text, so that it cannot move the cursor', () => {
  expect(textOf(line('a\u001b[2Jb\r\nc\u202Ed'))).toBe('a [2Jb c d')
})

it('spreads two texts over a row, and drops the right one when both do not fit', () => {
  expect(textOf(spread(line('left'), line('right'), 12))).toBe('left   right')
  expect(textOf(spread(line('left'), line('right'), 9))).toBe('left     ')
})

it('joins as many parts as fit', () => {
  const parts = ['one', 'two', 'three'].map((text) => line(text))
  expect(textOf(joinFitting(parts, space(2), 9))).toBe('one  two')
})

it('puts blocks next to each other row by row', () => {
  expect(beside([line('a'), line('b')], [line('1'), line('2')]).map(textOf)).toEqual(['a1', 'b2'])
})
