import { expect, it } from 'vitest'
import { outputLines } from './output-lines.ts'

const stats = { name: 'json', destination: 'a.json', sent: 0, queued: 0, spooled: 0, lost: 0, reason: undefined }

it('says nothing where there are no outputs', () => {
  expect(outputLines([])).toBe('')
})

it('says how many samples each output got, how many it lost, and why', () => {
  const lines = outputLines([
    { ...stats, sent: 12_345 },
    { ...stats, name: 'csv', destination: 'b.csv', sent: 1, lost: 2, reason: 'ENOSPC' },
  ])
  expect(lines).toBe('\noutputs:\n  json (a.json): 12,345 samples\n  csv (b.csv): 1 samples, 2 lost: ENOSPC\n')
})
