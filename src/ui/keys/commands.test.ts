import { expect, it } from 'vitest'
import { readCommand } from './commands.ts'
import { readLoad, readStages } from './read-amounts.ts'

it.each([
  ['more', { do: 'step-load', turn: 1 }],
  ['  LESS ', { do: 'step-load', turn: -1 }],
  ['add -10', { do: 'add-load', by: -10 }],
  ['load', { do: 'ask', kind: 'load' }],
  ['load 1.5k', { do: 'set-load', value: 1500, unit: undefined, rampMs: undefined }],
  ['rate 430/s', { do: 'set-load', value: 430, unit: 'rate', rampMs: undefined }],
  ['vus 20', { do: 'set-load', value: 20, unit: 'vus', rampMs: undefined }],
  ['rate 430 in 10s', { do: 'set-load', value: 430, unit: 'rate', rampMs: 10_000 }],
  ['load 20 VUs in 0', { do: 'set-load', value: 20, unit: undefined, rampMs: 0 }],
  ['scale', { do: 'ask', kind: 'scale' }],
  ['scale x2', { do: 'scale', factor: 2, rampMs: undefined }],
  ['scale 50 % in 1m30s', { do: 'scale', factor: 0.5, rampMs: 90_000 }],
  ['ramp 10s', { do: 'set-ramp', time: 10_000 }],
  ['ramp 0', { do: 'set-ramp', time: 0 }],
  [
    'stages 30s:500, 1m:1.5k,0s:0',
    {
      do: 'set-stages',
      stages: [
        { duration: 30_000, target: 500 },
        { duration: 60_000, target: 1500 },
        { duration: 0, target: 0 },
      ],
    },
  ],
  ['max-vus 300', { do: 'set-max-vus', maxVUs: 300 }],
  ['start-scenario', { do: 'start-scenario' }],
  ['stop-scenario now', { do: 'stop-scenario', now: true }],
  ['follow', { do: 'follow', all: false, rampMs: undefined }],
  ['follow all in 5s', { do: 'follow', all: true, rampMs: 5000 }],
  ['follow in 5s', { do: 'follow', all: false, rampMs: 5000 }],
  ['time wider', { do: 'widen', turn: 1 }],
  ['scroll last', { do: 'scroll', to: 'last' }],
  ['summary', { do: 'summary' }],
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
  ['rate', 'rate: expected a load such as 430, got ""'],
  ['rate 430 in a while', 'rate: expected a load such as 430, got "430 in a while"'],
  ['rate 430 in soon', 'rate: expected a time such as 10s, got "soon"'],
  ['scale -1', 'scale: expected a factor such as 2 or 50 %, got "-1"'],
  ['ramp 10', 'ramp: expected a time such as 10s, got "10"'],
  ['stages 30s', 'stages: stage 1: expected TIME:LOAD such as 30s:500, got "30s"'],
  ['max-vus many', 'max-vus: expected a number of VUs, got "many"'],
  ['follow me', 'follow: expected nothing or all, got "me"'],
  ['time wide', 'time: expected one of wider, narrower, freeze, earlier, later, got "wide"; did you mean "wider"?'],
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

it('says what is wrong with each of the stages at once', () => {
  expect(readStages('30s:many, 10:5, 1m')).toEqual({
    ok: false,
    problems: [
      'stage 1: expected a load such as 430, got "many"',
      'stage 2: expected a time such as 10s, got "10"',
      'stage 3: expected TIME:LOAD such as 30s:500, got "1m"',
    ],
  })
})
