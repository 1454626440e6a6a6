import { readWorkloadFile } from '../../workload/read-workload-file.ts'
import { settle } from '../../workload/settle.ts'
import { invalid } from '../read-command-line.ts'
import { workloadTable } from './workload-table.ts'

/** Prints the solved table of a workload model. Throws with all that is wrong with it, the table printed as far as it goes. */
export function checkWorkload(path: string): number {
  const raw = readWorkloadFile(path)
  if (!raw.ok) throw invalid('INVALID_WORKLOAD', raw.problems)
  const settled = settle(raw.value)
  if (settled.rows.length > 0) process.stdout.write(workloadTable(settled))
  for (const note of settled.notes) process.stderr.write(`kneepoint: note: ${note}\n`)
  if (settled.problems.length > 0) throw invalid('INVALID_WORKLOAD', settled.problems)
  return 0
}
