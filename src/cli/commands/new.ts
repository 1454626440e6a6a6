import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { UserError } from '../../base/errors.ts'
import type { ParsedArgs } from '../args.ts'
import * as own from '../own-flags.ts'
import { minimalScript, protocolScript } from '../script-templates.ts'

const templates: ReadonlyMap<string, string> = new Map([
  ['minimal', minimalScript],
  ['protocol', protocolScript],
])

/** Writes a script to start from. */
export async function newScript({ positional: [file = 'script.js'], valueOf }: ParsedArgs): Promise<number> {
  if (existsSync(file) && valueOf(own.force) !== true) {
    throw new UserError('FILE_EXISTS', `${file} already exists`, { hint: 'use --force to overwrite it' })
  }
  writeFileSync(file, templateOf(valueOf(own.template) ?? 'minimal'))
  process.stdout.write(`New script created: ${file}\nRun it: kneepoint run ${file}\n`)
  return 0
}

/** A template by name, or a file of the user's own. */
function templateOf(name: string): string {
  const known = templates.get(name)
  if (known !== undefined) return known
  if (existsSync(name)) return readFileSync(name, 'utf8')
  const hint = `--template is ${[...templates.keys()].join(', ')}, or the path of a file`
  throw new UserError('UNKNOWN_TEMPLATE', `there is no template '${name}'`, { hint })
}
