import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { keysDoc } from './keys-doc.ts'

it('docs/keys.md is what the key table says; if not, run node scripts/write-keys-doc.ts', () => {
  const written = readFileSync(join(import.meta.dirname, '../../../docs/keys.md'), 'utf8')
  expect(written).toBe(keysDoc())
})
