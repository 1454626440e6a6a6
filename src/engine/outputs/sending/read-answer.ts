import { type HttpAnswer, textOf } from './http-sender.ts'
import type { Delivery } from './parcel.ts'

const LONG = 200

/** What an HTTP answer means for what was sent: 5xx, 429 and 408 may end better another time, other refusals will not. */
export function readAnswer(answer: HttpAnswer, said: string = textOf(answer)): Delivery {
  const { status } = answer
  if (status >= 200 && status < 300) return { kind: 'delivered', refused: 0 }
  const [first = ''] = said.trim().split('\n', 1)
  const reason = `${status} ${first.length > LONG ? `${first.slice(0, LONG)}...` : first}`.trim()
  const mayPass = status >= 500 || status === 429 || status === 408
  return { kind: mayPass ? 'failed' : 'refused', reason }
}
