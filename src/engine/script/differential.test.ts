import { describe, expect, it } from 'vitest'
import { asyncCases } from './testing/cases-async.ts'
import { classCases } from './testing/cases-classes.ts'
import { constructorCases } from './testing/cases-constructors.ts'
import { controlCases } from './testing/cases-control.ts'
import { functionCases } from './testing/cases-functions.ts'
import { importCases } from './testing/cases-imports.ts'
import { runBlocking, runTransformed } from './testing/differential.ts'
import { plainCases } from './testing/plain-cases.ts'

const tables = {
  'plain scripts': plainCases,
  imports: importCases,
  functions: functionCases,
  classes: classCases,
  constructors: constructorCases,
  'control flow': controlCases,
  'promises and timers': asyncCases,
}

describe.each(Object.entries(tables))('does in several VUs at once what a blocking run does: %s', (_, cases) => {
  it.each(Object.entries(cases))('%s', async (_, source) => {
    const logs = await runTransformed(source, 3)
    for (const [index, log] of logs.entries()) expect(log).toEqual(await runBlocking(source, index + 1))
  })
})
