import { expect, it } from 'vitest'
import { judge, medianRatios } from './judge.ts'

const kept = { ratios: { url: 1, check: 2 }, base: 12 }
const attempt = (url: number, check: number, had = 0.95, base = 12) => ({ ratios: { url, check }, base, had })

it('is fine at once when it is near what is kept', () => {
  expect(judge(kept, [attempt(1.09, 1.9)], false).kind).toBe('fine')
})

it('measures again what is not clear, and then the median decides for each case', () => {
  expect(judge(kept, [attempt(1.15, 2)], false).kind).toBe('unclear')
  expect(judge(kept, [attempt(1.25, 2), attempt(1, 2.5), attempt(1.1, 2.2)], true).kind).toBe('fine')
  const lost = judge(kept, [attempt(1.25, 2.3), attempt(1.25, 2.5), attempt(1.1, 2.6)], true)
  expect(lost).toEqual({
    kind: 'lost',
    said: [expect.stringContaining('url takes 25 % more'), expect.stringContaining('check takes 25 % more')],
  })
})

it('does not count attempts on a busy machine, and judges nothing by them alone', () => {
  expect(judge(kept, [attempt(1.5, 3, 0.4)], false)).toMatchObject({ kind: 'unclear' })
  expect(judge(kept, [attempt(1.5, 3, 0.4), attempt(1, 2, 0.8)], true).kind).toBe('fine')
  expect(judge(kept, [attempt(1.5, 3, 0.4), attempt(1.5, 3, 0.4)], true)).toEqual({
    kind: 'fine',
    said: ['not judged: others have the CPUs of this machine, or their caches'],
  })
  expect(judge(kept, [attempt(1.5, 3, 0.95, 15)], true).kind).toBe('fine')
  expect(judge(kept, [attempt(1.5, 3, 0.95, 14)], true).kind).toBe('lost')
  expect(judge({ ratios: kept.ratios }, [attempt(1.5, 3, 0.95, 99)], true).kind).toBe('lost')
})

it('counts what has no kept ratio as fine', () => {
  expect(judge({ ratios: {} }, [attempt(9, 9)], false).kind).toBe('fine')
})

it('keeps the median of each case', () => {
  expect(medianRatios([attempt(1, 3), attempt(2, 1), attempt(3, 2)])).toEqual({ url: 2, check: 2 })
})
