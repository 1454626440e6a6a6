import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { UserError } from '../../base/errors.ts'
import type { Bytes } from '../../base/units.ts'
import type { LogFacts } from './log-facts.ts'

/** Which logs, and how they are read; texts, as they cross to another thread. */
export interface LogOrder {
  readonly paths: readonly string[]
  /** As `readFormat` reads it. */
  readonly format: string
  /** A regular expression. */
  readonly skip: string | undefined
}

/** What the thread says. */
export type FromLogThread =
  | { readonly type: 'progress'; readonly bytes: Bytes }
  | { readonly type: 'done'; readonly facts: LogFacts }
  | { readonly type: 'refused'; readonly code: string; readonly message: string; readonly hint: string | undefined }

/**
 * A gigabyte of lines is a gigabyte of young garbage. V8 lets its nursery grow to 48 MB and more for that; 16 MB are as quick, and
 * only the heap of a thread can be told so (138 MB of memory in all in place of 215, bench/access-log.ts).
 */
const limits = { maxYoungGenerationSizeMb: 16 }

/** Reads access logs in a thread of their own. */
export async function readLogInThread(order: LogOrder, onProgress: (bytes: Bytes) => void): Promise<LogFacts> {
  const thread = new Worker(entryUrl, { name: 'kneepoint-log', workerData: order, resourceLimits: limits })
  const { promise, resolve, reject } = Promise.withResolvers<LogFacts>()
  thread.on('error', reject)
  thread.on('message', (message: FromLogThread) => {
    switch (message.type) {
      case 'progress':
        return onProgress(message.bytes)
      case 'done':
        return resolve(message.facts)
      case 'refused': {
        const { hint } = message
        return reject(new UserError(message.code, message.message, hint === undefined ? {} : { hint }))
      }
    }
  })
  const ended = once(thread, 'exit')
  try {
    return await promise
  } finally {
    await ended.catch(() => undefined)
  }
}

const entryUrl = new URL(
  import.meta.url.endsWith('.ts') ? './log-thread-entry.ts' : './log-thread-entry.js',
  import.meta.url,
)
