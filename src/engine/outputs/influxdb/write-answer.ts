import type { Delivery } from '../sending/parcel.ts'
import type { HttpAnswer } from '../sending/http-sender.ts'

/** What InfluxDB's answer to a write of `count` points means. `no-database`: there is none of that name (any more). */
export function readWriteAnswer({ status, text }: HttpAnswer, count: number): Delivery | 'no-database' {
  if (status >= 200 && status < 300) return { kind: 'delivered', refused: 0 }
  const reason = `${status} ${errorIn(text)}`.trim()
  if (status === 404 && text.includes('database not found')) return 'no-database'
  if (status >= 500 || status === 429 || status === 408) return { kind: 'failed', reason }
  if (status === 400 && text.includes('partial write')) {
    return { kind: 'delivered', refused: Math.min(count, refusedIn(text)), reason }
  }
  return { kind: 'refused', reason }
}

/** Points that cannot be parsed are named one by one, those that conflict with a field's type are counted. */
function refusedIn(text: string): number {
  const unparsed = text.split('unable to parse').length - 1
  return unparsed + Number(/dropped=(\d+)/.exec(text)?.[1] ?? 0)
}

const LONG = 200

/** The first line of `{"error": "..."}`, or of whatever it says. */
export function errorIn(text: string): string {
  const [first = ''] = (messageOf(text) ?? text).trim().split('\n', 1)
  return first.length > LONG ? `${first.slice(0, LONG)}...` : first
}

function messageOf(text: string): string | undefined {
  try {
    const { error, message } = JSON.parse(text) as { readonly error?: unknown; readonly message?: unknown }
    const found = error ?? message
    return typeof found === 'string' ? found : undefined
  } catch {
    return undefined
  }
}
