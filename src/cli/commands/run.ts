import { createEngine } from '../../engine/index.ts'
import { isWorkloadFile } from '../../workload/read-workload-file.ts'
import type { ParsedArgs } from '../args.ts'
import { unasked } from '../exploration/settings.ts'
import { hostOptionsOf } from '../host-options.ts'
import { logSinkOf } from '../log-options.ts'
import { isHeadless, threadsOf } from '../machine.ts'
import { outputConfigsOf } from '../output-options.ts'
import * as own from '../own-flags.ts'
import { prepareScript } from '../load-test/prepare-script.ts'
import { runtimeOptionsOf } from '../run-options.ts'
import { recordOptionsOf } from '../record-options.ts'
import { restOptionsOf } from '../rest-options.ts'
import { runSession } from '../session.ts'
import { prepareWorkload } from '../workload/prepare-workload.ts'

/** Runs a script as its options say, or a workload model. */
export async function run(args: ParsedArgs): Promise<number> {
  const [path = ''] = args.positional
  const threads = threadsOf(args)
  const { summaryExport: exportFile } = runtimeOptionsOf(args)
  const outputs = outputConfigsOf(args)
  const logs = logSinkOf(args)
  const engine = createEngine(threads, logs.write)
  try {
    const prepare = isWorkloadFile(path) ? prepareWorkload : prepareScript
    return await runSession({
      engine,
      ...(await prepare(engine, args, path)),
      target: path,
      headless: isHeadless(args),
      quiet: args.valueOf(own.quiet) ?? false,
      linger: args.valueOf(own.linger) ?? false,
      ascii: args.valueOf(own.ascii) ?? false,
      color: !(args.valueOf(own.noColor) ?? false),
      resultFile: args.valueOf(own.result),
      outputs,
      logs,
      record: recordOptionsOf(args),
      rest: restOptionsOf(args),
      explore: unasked,
      host: hostOptionsOf(args),
      summary: {
        exportFile,
        junitFile: args.valueOf(own.junit),
        isMachineReadable: args.valueOf(own.newMachineReadableSummary) ?? false,
      },
    })
  } finally {
    await engine.close()
  }
}
