import { UserError } from '../../base/errors.ts'
import type { ParsedArgs } from '../args.ts'
import { checkWorkload } from '../workload/check-workload.ts'
import { workloadFrom } from '../workload/workload-from.ts'

/** Works on workload models: what is sent, how often, by how many users. */
export async function workload(args: ParsedArgs): Promise<number> {
  const [action = '', ...files] = args.positional
  const [file] = files
  if (action !== 'check' && action !== 'from') {
    throw new UserError('UNKNOWN_ACTION', `workload can check a model or make one from logs, got '${action}'`, help)
  }
  if (file === undefined) throw new UserError('NO_WORKLOAD_FILE', `workload ${action} needs a file`, help)
  if (action === 'from') return workloadFrom(args, files)
  if (files.length > 1) throw new UserError('ONE_WORKLOAD_FILE', 'workload check takes one file', help)
  return checkWorkload(file)
}

const help = { hint: 'kneepoint help workload has examples' }
