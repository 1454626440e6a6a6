import { expect, it } from 'vitest'
import { baseName, byMetricName } from './metric-order.ts'

it('puts submetrics right after their metric', () => {
  const names = ['m_longer', 'm{b:1}', 'a', 'm', 'm{a:1}']
  expect(names.sort(byMetricName)).toEqual(['a', 'm', 'm{a:1}', 'm{b:1}', 'm_longer'])
})

it('knows the metric of a submetric', () => {
  expect([baseName('m'), baseName('m{a:{b}}')]).toEqual(['m', 'm'])
})
