import { UserError } from '../../base/errors.ts'
import type { ExitCode } from '../../base/exit-code.ts'
import type { PortableError } from './protocol.ts'

export function packError(thrown: unknown): PortableError {
  if (!(thrown instanceof Error)) return { name: 'Error', message: String(thrown), stack: undefined, user: undefined }
  const { name, message, stack } = thrown
  if (!(thrown instanceof UserError)) return { name, message, stack, user: undefined }
  const { code, exitCode, hint, place } = thrown
  return { name, message, stack, user: { code, exitCode, hint, place } }
}

export function unpackError({ name, message, stack, user }: PortableError): Error {
  if (user === undefined) {
    const error = new Error(message)
    error.name = name
    if (stack !== undefined) error.stack = stack
    return error
  }
  const { code, exitCode, hint, place } = user
  return new UserError(code, message, {
    exitCode: exitCode as ExitCode,
    ...(hint === undefined ? {} : { hint }),
    ...(place === undefined ? {} : { place }),
  })
}
