import { parentPort, workerData } from 'node:worker_threads'
import { UserError } from '../../base/errors.ts'
import { readFormat } from './formats/find-format.ts'
import type { FromLogThread, LogOrder } from './log-thread.ts'
import { readLog } from './read-log.ts'

const { paths, format, skip } = workerData as LogOrder
const post = (message: FromLogThread): void => parentPort?.postMessage(message)

const EVERY = 100
let saidAt = 0

function onProgress(bytes: number): void {
  const now = performance.now()
  if (now - saidAt < EVERY) return
  saidAt = now
  post({ type: 'progress', bytes })
}

const known = readFormat(format)
try {
  const facts = await readLog({
    paths,
    format: known.ok ? known.value : undefined,
    skip: skip === undefined ? undefined : new RegExp(skip),
    onProgress,
  })
  post({ type: 'done', facts })
} catch (error) {
  if (!(error instanceof UserError)) throw error
  post({ type: 'refused', code: error.code, message: error.message, hint: error.hint })
}
