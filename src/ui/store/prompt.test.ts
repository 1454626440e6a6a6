import { describe, expect, it } from 'vitest'
import { editPrompt, type Prompt, promptOf } from './prompt.ts'

/** `30s:5|00`: the bar is the cursor. */
function promptAt(text: string): Prompt {
  const cursor = text.indexOf('|')
  return { ...promptOf('stages', text.replace('|', '')), cursor }
}

const shown = ({ text, cursor }: Prompt): string => `${text.slice(0, cursor)}|${text.slice(cursor)}`

function after(text: string, ...keys: readonly string[]): string {
  const prompt = keys.reduce<Prompt>((before, name) => {
    const key = { name, text: name.length === 1 ? name : '' }
    return editPrompt(before, key, 20) ?? before
  }, promptAt(text))
  return shown(prompt)
}

describe('editing a prompt', () => {
  it.each([
    ['ab|', ['c'], 'abc|'],
    ['ab|', ['left', 'c'], 'ac|b'],
    ['a|b', ['backspace'], '|b'],
    ['a|b', ['ctrl+d'], 'a|'],
    ['a|b', ['home', 'x', 'end', 'y'], 'xaby|'],
    ['one two| three', ['ctrl+w'], 'one | three'],
    ['one two| three', ['ctrl+u'], '| three'],
    ['one two| three', ['ctrl+k'], 'one two|'],
    ['|ab', ['left', 'right', 'right', 'right'], 'ab|'],
  ])('%s and %j make %s', (text, keys, expected) => {
    expect(after(text, ...keys)).toBe(expected)
  })

  it('moves by what people see as characters', () => {
    const prompt = promptOf('mark', 'a👍🏽')
    expect(editPrompt(prompt, { name: 'backspace', text: '' }, 20)).toMatchObject({ text: 'a', cursor: 1 })
  })

  it('forgets why the last Enter was not taken', () => {
    const rejected: Prompt = { ...promptOf('load', '43x'), problem: 'not a load' }
    expect(editPrompt(rejected, { name: 'left', text: '' }, 20)?.problem).toBeUndefined()
  })

  it('leaves keys alone that edit nothing', () => {
    expect(editPrompt(promptOf('load', ''), { name: 'tab', text: '' }, 20)).toBeUndefined()
  })
})

describe('up and down', () => {
  it.each([
    ['30s:500|', ['up'], '30s:600|'],
    ['30s:500|', ['down'], '30s:420|'],
    ['30|s:500', ['up'], '36|s:500'],
    ['30s:5|00, 1m:0', ['up', 'up'], '30s:720|, 1m:0'],
    ['0.5|', ['up'], '0.6|'],
    ['none|', ['up'], 'none|'],
  ])('move the number at the cursor by one step: %s and %j make %s', (text, keys, expected) => {
    expect(after(text, ...keys)).toBe(expected)
  })
})
