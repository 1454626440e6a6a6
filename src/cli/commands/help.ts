import { UserError } from '../../base/errors.ts'
import { didYouMean } from '../../base/suggest.ts'
import type { ParsedArgs } from '../args.ts'
import { commandNames, isCommand } from '../command-table.ts'
import { helpText } from '../help.ts'
import { targetHelp } from '../target-help.ts'

export async function help({ positional: [name] }: ParsedArgs): Promise<number> {
  if (name !== undefined && !isCommand(name)) {
    throw new UserError('UNKNOWN_COMMAND', `there is no command "${name}"${didYouMean(name, commandNames)}`)
  }
  process.stdout.write(`${helpText(name)}${name === 'target' ? targetHelp() : ''}`)
  return 0
}
