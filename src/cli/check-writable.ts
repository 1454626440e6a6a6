import { writeFileSync } from 'node:fs'
import { UserError } from '../base/errors.ts'
import { ExitCode } from '../base/exit-code.ts'

/** Before the run, not after it: a result that cannot be written is a run for nothing. Files by what names them. */
export function checkWritable(files: Readonly<Record<string, string | undefined>>): void {
  for (const [flag, file] of Object.entries(files)) {
    if (file !== undefined) checkFile(flag, file)
  }
}

function checkFile(flag: string, file: string): void {
  try {
    writeFileSync(file, '', { flag: 'a' })
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new UserError('CANNOT_WRITE_RESULT', `${flag}: cannot write ${file}: ${reason}`, {
      exitCode: ExitCode.InvalidConfig,
      hint: 'name a file in a folder that exists and can be written to',
      cause,
    })
  }
}
