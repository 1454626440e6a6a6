import { type ParseResult, parseSync } from 'oxc-parser'
import { UserError } from '../../../base/errors.ts'
import { ExitCode } from '../../../base/exit-code.ts'
import type { Program } from 'oxc-parser'
import { codeFrame } from './code-frame.ts'
import type { BundleMap } from './bundle-map.ts'

/** The syntax tree of a module; a UserError at the place of the first mistake, in the user's own file. */
export function parseModule(code: string, map: BundleMap): Program {
  const parsed = parseSync('script.js', code, { lang: 'js', sourceType: 'module', showSemanticErrors: true })
  const mistake = parsed.errors.find(({ severity }) => severity.startsWith('Error'))
  if (mistake !== undefined) throw syntaxError(mistake, code, map)
  return parsed.program
}

function syntaxError(mistake: ParseResult['errors'][number], code: string, map: BundleMap): UserError {
  const offset = mistake.labels[0]?.start ?? 0
  const place = map.placeAt(offset)
  const text = map.sourceText(place.file)
  const frame = codeFrame(text ?? code, place.line, place.column)
  return new UserError('SYNTAX_ERROR', `${mistake.message} (${place.file}:${place.line}:${place.column})`, {
    exitCode: ExitCode.ScriptException,
    place: { ...place, frame },
  })
}
