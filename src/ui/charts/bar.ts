import type { Share } from '../../base/units.ts'
import { type Line, span } from '../format/line.ts'
import type { Tone } from '../theme.ts'

/** A filled bar; an unknown share is an empty one. */
export function bar(share: Share | undefined, width: number, tone: Tone = 'busy'): Line {
  const filled = Math.round(Math.min(1, Math.max(0, share ?? 0)) * width)
  return [span('█'.repeat(filled), tone), span('░'.repeat(width - filled), 'dim')]
}
