import { UserError } from '../../base/errors.ts'
import type { ParsedArgs } from '../args.ts'
import { checkWorkload, noWorkloadFile } from '../workload/check-workload.ts'

/** Works on workload models: what is sent, how often, by how many users. */
export async function workload(args: ParsedArgs): Promise<number> {
  const [action = '', file] = args.positional
  if (action !== 'check') {
    throw new UserError('UNKNOWN_ACTION', `workload can check, got '${action}'`, {
      hint: 'kneepoint help workload has examples',
    })
  }
  if (file === undefined) throw noWorkloadFile(action)
  return checkWorkload(file)
}
