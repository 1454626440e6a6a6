import { expect, it } from 'vitest'
import { problemsOf } from '../../base/result.ts'
import { type RuntimeTexts, readRuntimeOptions } from './runtime-options.ts'

type Environment = Record<string, string>

it.each<[string, RuntimeTexts, Environment, boolean, object]>([
  ['nothing', {}, {}, false, { env: {}, noThresholds: false, summaryMode: 'compact', compatibilityMode: 'extended' }],
  [
    'variables of the script',
    { env: ['A=b', 'C', 'D=e=f', 'G='] },
    {},
    false,
    { env: { A: 'b', C: '', D: 'e=f', G: '' } },
  ],
  ['the system in run', {}, { A: 'system' }, true, { env: { A: 'system' } }],
  ['no system elsewhere', {}, { A: 'system' }, false, { env: {} }],
  ['a flag against the command', { includeSystemEnvVars: ['false'] }, { A: 'system' }, true, { env: {} }],
  ['a variable against the command', {}, { K6_INCLUDE_SYSTEM_ENV_VARS: 'false', A: 'x' }, true, { env: {} }],
  ['-e over the system', { env: ['A=mine'] }, { A: 'system', B: 'b' }, true, { env: { A: 'mine', B: 'b' } }],
  [
    'variables',
    {},
    { K6_SUMMARY_MODE: 'full', K6_NO_THRESHOLDS: 'true', K6_TYPE: 'archive' },
    false,
    { summaryMode: 'full', noThresholds: true, testType: 'archive' },
  ],
  [
    'flags over variables',
    { summaryMode: ['disabled'] },
    { K6_SUMMARY_MODE: 'full' },
    false,
    { summaryMode: 'disabled' },
  ],
  ['empty variables', {}, { K6_SUMMARY_MODE: '' }, false, { summaryMode: 'compact' }],
  ['a file', { summaryExport: ['s.json'] }, {}, false, { summaryExport: 's.json' }],
])('reads %s', (...[, flags, env, includeSystem, expected]) => {
  expect(readRuntimeOptions(flags, env, includeSystem)).toMatchObject({ ok: true, value: expected })
})

it('tells every problem at once', () => {
  const read = readRuntimeOptions(
    { env: ['1A=b', '=c'], summaryMode: ['legacy'], compatibilityMode: ['bas'] },
    { K6_NO_THRESHOLDS: 'maybe', K6_TYPE: 'zip' },
    false,
  )
  expect(problemsOf(read)).toEqual([
    '--env must be NAME=VALUE, got "1A=b"',
    '--env must be NAME=VALUE, got "=c"',
    'K6_NO_THRESHOLDS must be true or false, got "maybe"',
    '--summary-mode must be one of "compact", "full", "disabled", got "legacy"',
    '--compatibility-mode must be one of "extended", "base", got "bas"; did you mean "base"?',
    'K6_TYPE must be one of "js", "archive", got "zip"',
  ])
})
