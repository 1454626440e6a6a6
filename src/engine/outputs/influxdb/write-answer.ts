import { type HttpAnswer, textOf } from '../sending/http-sender.ts'
import type { Delivery } from '../sending/parcel.ts'
import { readAnswer } from '../sending/read-answer.ts'

/** What InfluxDB's answer to a write of `count` points means. `no-database`: there is none of that name (any more). */
export function readWriteAnswer(answer: HttpAnswer, count: number): Delivery | 'no-database' {
  const { status } = answer
  const text = textOf(answer)
  if (status === 404 && text.includes('database not found')) return 'no-database'
  const delivery = readAnswer(answer, errorIn(text))
  if (delivery.kind !== 'refused' || !text.includes('partial write')) return delivery
  return { kind: 'delivered', refused: Math.min(count, refusedIn(text)), reason: delivery.reason }
}

/** Points that cannot be parsed are named one by one, those that conflict with a field's type are counted. */
function refusedIn(text: string): number {
  const unparsed = text.split('unable to parse').length - 1
  return unparsed + Number(/dropped=(\d+)/.exec(text)?.[1] ?? 0)
}

/** What `{"error": "..."}` says, or the text as it is. */
export function errorIn(text: string): string {
  try {
    const { error, message } = JSON.parse(text) as { readonly error?: unknown; readonly message?: unknown }
    const found = error ?? message
    return typeof found === 'string' ? found : text
  } catch {
    return text
  }
}
