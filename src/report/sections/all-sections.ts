import { about } from './about.ts'
import { answers } from './answers.ts'
import { balance } from './balance.ts'
import { checks } from './checks.ts'
import { errors } from './errors.ts'
import { figures } from './figures.ts'
import { happenings } from './happenings.ts'
import { host } from './host.ts'
import { loadCurve } from './load-curve.ts'
import { requests } from './requests.ts'
import { responseTimes } from './response-times.ts'
import { scenarios } from './scenarios.ts'
import type { Section } from './section.ts'
import { test } from './test.ts'
import { thresholds } from './thresholds.ts'
import { throughput } from './throughput.ts'
import { verdict } from './verdict.ts'

/** The answer first, then what it rests on, then the details. */
export const allSections: readonly Section[] = [
  verdict,
  test,
  answers,
  figures,
  loadCurve,
  throughput,
  responseTimes,
  happenings,
  scenarios,
  requests,
  balance,
  checks,
  thresholds,
  errors,
  host,
  about,
]
