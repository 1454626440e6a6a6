import { expect, it } from 'vitest'
import { readCommand, readLoad } from './commands.ts'

it.each([
  ['more', { do: 'step-load', turn: 1 }],
  ['  LESS ', { do: 'step-load', turn: -1 }],
  ['add -10', { do: 'add-load', by: -10 }],
  ['load', { do: 'ask', kind: 'load' }],
  ['load 1.5k', { do: 'set-load', value: 1500, unit: undefined }],
  ['rate 430/s', { do: 'set-load', value: 430, unit: 'rate' }],
  ['vus 20', { do: 'set-load', value: 20, unit: 'vus' }],
  ['step larger', { do: 'turn-step', turn: 1 }],
  ['step 50 %', { do: 'set-step', percent: 50 }],
  ['scenario browse', { do: 'select', name: 'browse' }],
  ['scenario next', { do: 'turn-scenario', turn: 1 }],
  ['mark cache is warm', { do: 'mark', note: 'cache is warm' }],
  ['mark', { do: 'ask', kind: 'mark' }],
  ['stop', { do: 'stop', now: false }],
  ['stop now', { do: 'stop', now: true }],
  ['pause', { do: 'pause' }],
])('reads ":%s"', (typed, action) => {
  expect(readCommand(typed)).toEqual({ ok: true, value: action })
})

it.each([
  ['rat 430', 'unknown command "rat"; did you mean "rate"?'],
  ['frobnicate', 'unknown command "frobnicate"'],
  ['rate', undefined],
  ['rate fast', 'rate: expected a load such as 430, got "fast"'],
  ['rate -5', 'rate: expected a load such as 430, got "-5"'],
  ['vus 1e3', 'vus: expected a load such as 430, got "1e3"'],
  ['add', 'add: expected an amount such as 10 or -10, got ""'],
  ['add Infinity', 'add: expected an amount such as 10 or -10, got "Infinity"'],
  ['step 33', 'step: expected smaller, larger or one of 1 2 5 10 20 50 100 %, got "33"'],
  ['scenario', 'scenario: expected a scenario, next or previous'],
  ['stop later', 'stop: expected nothing or now, got "later"'],
  ['pause it', 'pause: takes nothing after it, got "it"'],
])('says what is wrong with ":%s"', (typed, problem) => {
  const read = readCommand(typed)
  expect(read.ok ? undefined : read.problems[0]).toBe(problem)
})

it.each([
  ['430', 430],
  ['0', 0],
  ['.5', 0.5],
  ['1.5k', 1500],
  ['430 /s', 430],
  ['20 VUs', 20],
  ['1 vu', 1],
])('reads the load "%s"', (text, value) => {
  expect(readLoad(text)).toEqual({ ok: true, value })
})
