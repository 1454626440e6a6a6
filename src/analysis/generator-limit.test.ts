import { expect, it } from 'vitest'
import { type GeneratorReading, isGeneratorLimited } from './generator-limit.ts'

const calm: GeneratorReading = { utilisation: 0.4, starved: 0, limit: undefined }
const busy: GeneratorReading = { ...calm, utilisation: 0.95 }

const judged = (
  verdict: 'target' | 'generator' | 'shared-host',
  confidence: 'high' | 'medium' | 'low',
  because: 'loop' | 'vus' = 'loop',
): GeneratorReading['limit'] => ({ verdict, confidence, because: [because] })

it.each<[string, GeneratorReading, boolean]>([
  ['has time to spare', calm, false],
  ['is too busy', busy, true],
  ['has no ports left', { ...calm, starved: 1 }, true],
  ['waits for a slow target', { ...busy, limit: judged('target', 'high') }, false],
  ['is blamed', { ...calm, limit: judged('generator', 'medium') }, true],
  ['was given too few VUs', { ...calm, limit: judged('generator', 'high', 'vus') }, false],
  ['fights the target for CPUs', { ...calm, limit: judged('shared-host', 'high') }, true],
  ['may fight others for CPUs', { ...calm, limit: judged('shared-host', 'low') }, false],
])('a generator that %s: limited %s', (_, reading, expected) => {
  expect(isGeneratorLimited(reading)).toBe(expected)
})
