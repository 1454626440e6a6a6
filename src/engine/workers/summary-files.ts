import { UserError } from '../../base/errors.ts'
import { ExitCode } from '../../base/exit-code.ts'
import type { SummaryFiles } from './protocol.ts'

const bad = (what: string): UserError =>
  new UserError('INVALID_SUMMARY', what, {
    exitCode: ExitCode.ScriptException,
    hint: "return an object such as { stdout: 'text', 'summary.json': JSON.stringify(data) }",
  })

function describe(value: unknown): string {
  if (value === null || value === undefined) return String(value)
  if (Array.isArray(value)) return 'an array'
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`
}

/** What handleSummary returned, if it can be written; nothing of it that is falsy, as in k6. */
export function summaryFilesOf(returned: unknown): SummaryFiles | undefined {
  if (!returned) return undefined
  if (typeof returned !== 'object' || Array.isArray(returned)) {
    throw bad(`handleSummary() must return an object of contents by file name, got ${describe(returned)}`)
  }
  return Object.fromEntries(Object.entries(returned).map(([path, content]) => [path, contentOf(path, content)]))
}

function contentOf(path: string, content: unknown): string | Uint8Array {
  if (typeof content === 'string') return content
  if (content instanceof ArrayBuffer) return new Uint8Array(content)
  if (ArrayBuffer.isView(content)) return new Uint8Array(content.buffer, content.byteOffset, content.byteLength)
  throw bad(`handleSummary(): ${JSON.stringify(path)} must be a text or an ArrayBuffer, got ${describe(content)}`)
}
