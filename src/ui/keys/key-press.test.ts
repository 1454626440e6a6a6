import type { Key } from 'ink'
import { expect, it } from 'vitest'
import { keyPresses } from './key-press.ts'

const noKey: Key = {
  upArrow: false,
  downArrow: false,
  leftArrow: false,
  rightArrow: false,
  pageDown: false,
  pageUp: false,
  home: false,
  end: false,
  return: false,
  escape: false,
  ctrl: false,
  shift: false,
  tab: false,
  backspace: false,
  delete: false,
  meta: false,
  super: false,
  hyper: false,
  capsLock: false,
  numLock: false,
}

const names = (input: string, key: Partial<Key> = {}): string[] =>
  keyPresses(input, { ...noKey, ...key }).map(({ name }) => name)

it.each([
  ['', { upArrow: true }, ['up']],
  ['', { escape: true }, ['escape']],
  ['', { delete: true }, ['backspace']],
  ['c', { ctrl: true }, ['ctrl+c']],
  ['x', { meta: true }, []],
])('names %j with %j', (input, key, expected) => {
  expect(names(input, key)).toEqual(expected)
})

it('takes a chunk apart into the presses it was', () => {
  expect(names('+++ \t=4\r\u0015')).toEqual(['+', '+', '+', 'space', 'tab', '=', '4', 'return', 'ctrl+u'])
})

it('types what can be printed, and nothing else', () => {
  expect(keyPresses('a 가\r', noKey).map(({ text }) => text)).toEqual(['a', ' ', '가', ''])
})
