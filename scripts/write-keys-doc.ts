import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { keysDoc } from '../src/ui/keys/keys-doc.ts'

writeFileSync(join(import.meta.dirname, '../docs/keys.md'), keysDoc())
