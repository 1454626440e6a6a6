import { UserError } from '../../base/errors.ts'
import { ExitCode } from '../../base/exit-code.ts'

type Options = Readonly<Record<string, unknown>>

/** JSON, as in k6: functions and undefined members fall away, numbers that JSON cannot say are errors. */
export function optionsOf(exported: unknown): Options {
  if (exported === undefined || exported === null) return {}
  const place = placeOfNoNumber(exported, 'options', new Set())
  if (place !== undefined) throw noNumber(place)
  const options: unknown = JSON.parse(JSON.stringify(exported) ?? 'null')
  if (typeof options === 'object' && options !== null && !Array.isArray(options)) return options as Options
  throw new UserError('INVALID_OPTIONS', `the exported options must be an object, got ${JSON.stringify(options)}`, {
    exitCode: ExitCode.InvalidConfig,
  })
}

interface NoNumber {
  readonly path: string
  readonly value: number
}

/** The first NaN or infinity; `seen` ends cycles, which JSON complains of by itself. */
function placeOfNoNumber(value: unknown, path: string, seen: Set<unknown>): NoNumber | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : { path, value }
  if (typeof value !== 'object' || value === null || seen.has(value)) return undefined
  seen.add(value)
  for (const [name, member] of Object.entries(value)) {
    const found = placeOfNoNumber(member, Array.isArray(value) ? `${path}[${name}]` : `${path}.${name}`, seen)
    if (found !== undefined) return found
  }
  return undefined
}

const noNumber = ({ path, value }: NoNumber): UserError =>
  new UserError('INVALID_OPTIONS', `${path} is ${value}, which is no number`, {
    exitCode: ExitCode.Other,
    hint: 'is it made from a variable of __ENV that is not set? Give one with -e NAME=VALUE',
  })
