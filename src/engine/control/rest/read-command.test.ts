import { expect, it } from 'vitest'
import type { Command } from '../../api.ts'
import { readCommand } from './read-command.ts'

it.each<[object, Command]>([
  [
    { type: 'set-rate', scenario: 'a', rate: 1.5 },
    { type: 'set-rate', scenario: 'a', rate: 1.5 },
  ],
  [
    { type: 'set-vus', scenario: 'a', vus: 3, rampMs: '2s' },
    { type: 'set-vus', scenario: 'a', vus: 3, rampMs: 2000 },
  ],
  [
    { type: 'scale', factor: 2 },
    { type: 'scale', scenario: undefined, factor: 2 },
  ],
  [
    { type: 'follow-plan', scenario: 'a', rampMs: 500 },
    { type: 'follow-plan', scenario: 'a', rampMs: 500 },
  ],
  [
    { type: 'set-stages', scenario: 'a', stages: [{ duration: '1m', target: 5 }] },
    { type: 'set-stages', scenario: 'a', stages: [{ duration: 60_000, target: 5 }] },
  ],
  [
    { type: 'set-max-vus', scenario: 'a', maxVUs: 50 },
    { type: 'set-max-vus', scenario: 'a', maxVUs: 50 },
  ],
  [
    { type: 'set-ramp', rampMs: 0 },
    { type: 'set-ramp', rampMs: 0 },
  ],
  [
    { type: 'start-scenario', scenario: 'a' },
    { type: 'start-scenario', scenario: 'a' },
  ],
  [
    { type: 'stop-scenario', scenario: 'a', graceful: false },
    { type: 'stop-scenario', scenario: 'a', graceful: false },
  ],
  [{ type: 'pause' }, { type: 'pause' }],
  [{ type: 'resume' }, { type: 'resume' }],
  [{ type: 'stop' }, { type: 'stop', graceful: true }],
  [
    { type: 'mark', note: 'deployed' },
    { type: 'mark', note: 'deployed' },
  ],
  [{ type: 'undo' }, { type: 'undo' }],
  [{ type: 'explore' }, { type: 'explore', action: 'begin' }],
])('reads %j', (json, command) => {
  expect(readCommand(json)).toEqual({ ok: true, value: command })
})

it.each<[unknown, string[]]>([
  [[], ['a command is an object such as {"type": "pause"}, got []']],
  [undefined, ['a command is an object such as {"type": "pause"}, got undefined']],
  [{}, ['type is required']],
  [{ type: 'set-rat', rate: 1 }, [expect.stringContaining('did you mean "set-rate"?') as string]],
  [{ type: 'set-rate' }, ['scenario is required', 'rate is required']],
  [{ type: 'set-rate', scenario: 'a', rate: {} }, ['rate must be a number, got {}']],
  [{ type: 'set-vus', scenario: 'a', vus: 1.5 }, ['vus must be a whole number, got 1.5']],
  [{ type: 'set-vus', scenario: '', vus: 1 }, ['scenario must be a text of at least one character, got ""']],
  [{ type: 'pause', scenario: 'a' }, ['scenario is not a known field']],
  [{ type: 'stop', graceful: 'no' }, ['graceful must be true or false, got "no"']],
  [
    { type: 'set-stages', scenario: 'a', stages: [{ duration: 'soon' }, 5] },
    [
      'stages[0].duration must be a duration such as 30s, 1m30s or 1.5h, or a number of milliseconds, got "soon"',
      'stages[0].target is required',
      'stages[1] must be {duration, target}, got 5',
    ],
  ],
])('says all that is wrong with %j', (json, problems) => {
  const command = readCommand(json)
  expect(command.ok ? [] : command.problems).toEqual(problems)
})
