import { expect, it } from 'vitest'
import { runBlocking, runTransformed } from './testing/differential.ts'
import { plainCases } from './testing/plain-cases.ts'

it.each(Object.entries(plainCases))('runs as if calls blocked: %s', async (_, source) => {
  const logs = await runTransformed(source, 3)
  for (const [index, log] of logs.entries()) expect(log).toEqual(await runBlocking(source, index + 1))
})
