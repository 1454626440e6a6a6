import type { Millis } from '../../base/units.ts'
import type { ThresholdState } from '../thresholds/judge.ts'
import type { CheckSummary, GroupSummary } from './group-tree.ts'
import { thresholdKey } from './summary-data.ts'
import { thresholdValue } from './threshold-lines.ts'

export interface JunitInput {
  /** Names the report: the script. */
  readonly name: string
  readonly startedAt: Date
  readonly duration: Millis
  readonly rootGroup: GroupSummary
  readonly thresholds: readonly ThresholdState[]
}

interface TestCase {
  /** k6's groups, or the metric. */
  readonly className: string
  readonly name: string
  /** What went wrong; undefined when nothing did. */
  readonly failure: string | undefined
}

/** Every check and every threshold as a test case of a JUnit report, which CI servers show. */
export function junitReport({ name, startedAt, duration, rootGroup, thresholds }: JunitInput): string {
  const suites = [
    ['checks', checkCases(rootGroup, [])],
    ['thresholds', thresholds.map(thresholdCase)],
  ] as const
  const all = suites.flatMap(([, cases]) => cases)
  const seconds = (duration / 1000).toFixed(3)
  const about = `time="${seconds}" timestamp="${startedAt.toISOString()}"`
  const lines = suites
    .filter(([, cases]) => cases.length > 0)
    .flatMap(([suite, cases]) => [
      `  <testsuite name="${suite}" ${counts(cases)} ${about}>`,
      ...cases.flatMap(caseLines),
      '  </testsuite>',
    ])
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${escape(name)}" ${counts(all)} ${about}>`,
    ...lines,
    '</testsuites>',
    '',
  ].join('\n')
}

const counts = (cases: readonly TestCase[]): string =>
  `tests="${cases.length}" failures="${cases.filter(({ failure }) => failure !== undefined).length}" errors="0" skipped="0"`

function checkCases({ name, checks, groups }: GroupSummary, outer: readonly string[]): readonly TestCase[] {
  const path = name === '' ? outer : [...outer, name]
  return [...checks.map((check) => checkCase(check, path)), ...groups.flatMap((group) => checkCases(group, path))]
}

const checkCase = ({ name, passes, fails }: CheckSummary, path: readonly string[]): TestCase => ({
  className: ['checks', ...path].join('.'),
  name,
  failure: fails === 0 ? undefined : `${fails} of ${passes + fails} failed`,
})

function thresholdCase(state: ThresholdState): TestCase {
  const { metric, failed, method } = state
  const value = thresholdValue(state, state.window === undefined ? state.value : state.worst, '')
  return {
    className: `thresholds.${metric}`,
    name: thresholdKey(state),
    failure: failed ? `${method} was ${value}` : undefined,
  }
}

function caseLines({ className, name, failure }: TestCase): readonly string[] {
  const head = `    <testcase classname="${escape(className)}" name="${escape(name)}"`
  if (failure === undefined) return [`${head}/>`]
  return [`${head}>`, `      <failure message="${escape(failure)}"/>`, '    </testcase>']
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
  '\t': '&#9;',
  '\r': '&#13;',
}

/** For an attribute. XML 1.0 has no place at all for the other control characters. */
const escape = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(/[&<>"\n\t\r]/g, (sign) => entities[sign] ?? sign)
    .replaceAll(/[\p{Cc}\uFFFE\uFFFF]/gu, '\uFFFD')
