import { generatorLimited } from './generator-cases.ts'
import { otherCases } from './other-cases.ts'
import { targetLimited } from './target-cases.ts'
import type { VerdictCase } from './verdict-case.ts'

export const cases: readonly VerdictCase[] = [...generatorLimited, ...otherCases, ...targetLimited]
