import { createEngine } from '../../engine/index.ts'
import { bundleScript, releaseBundler } from '../../engine/script/bundle/bundle.ts'
import { writeArchive } from '../../engine/script/bundle/write-archive.ts'
import { asLoadedCode } from '../../engine/workers/portable-script.ts'
import type { ParsedArgs } from '../args.ts'
import { logSinkOf } from '../log-options.ts'
import { loadWork } from '../load-work.ts'
import * as own from '../own-flags.ts'
import { consolidateRun, runtimeOptionsOf } from '../run-options.ts'

/** Writes a script with all it imports and opens to one tar file, which `run` takes like a script. */
export async function archive(args: ParsedArgs): Promise<number> {
  const [path = ''] = args.positional
  const out = args.valueOf(own.archiveOut) ?? 'archive.tar'
  const engine = createEngine(1, logSinkOf(args).write)
  try {
    const loaded = await loadWork(engine, args, path)
    const { config } = consolidateRun(args, { work: { kind: 'script', path }, threads: 1, loaded })
    const { env, compatibilityMode } = runtimeOptionsOf(args)
    const bundle = await bundleScript({ source: path, cwd: process.cwd(), env: process.env })
    const { opened } = asLoadedCode(loaded.script)
    const variables = args.valueOf(own.excludeEnvVars) === true ? {} : env
    await writeArchive({ bundle, opened, options: config.scriptOptions, env: variables, compatibilityMode }, out)
    return 0
  } finally {
    await releaseBundler()
    await engine.close()
  }
}
