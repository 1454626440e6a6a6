import { type Line, line, span, widthOf } from '../format/line.ts'
import { type Binding, bindings, type FooterEntry, isMeant } from '../keys/bindings.ts'
import { type KeyContext, objectionTo } from '../keys/conditions.ts'
import { stepPercent } from '../store/ui-state.ts'

const gap = 3

/** The keys that do something now, as many as fit; the most needed stay longest. */
export function footerLine(context: KeyContext, hasKeyboard: boolean, width: number): Line {
  if (!hasKeyboard) return line(' no keys: stdin is not a terminal', 'dim')
  const entries = bindings.flatMap((binding) => offered(binding, context))
  const kept = keepFitting(entries, context, width - 1)
  return [
    span(' '),
    ...kept.flatMap((entry, index) => [span(index === 0 ? '' : ' '.repeat(gap)), ...entryOf(entry, context)]),
  ]
}

function offered(binding: Binding, context: KeyContext): readonly FooterEntry[] {
  const { view } = context.state
  const { footer, when } = binding
  if (footer === undefined || footer.in?.includes(view) === false) return []
  return isMeant(binding, view) && objectionTo(when, context) === undefined ? [footer] : []
}

function keepFitting(entries: readonly FooterEntry[], context: KeyContext, width: number): readonly FooterEntry[] {
  const kept = new Set<FooterEntry>()
  let used = -gap
  for (const entry of entries.toSorted((a, b) => a.rank - b.rank)) {
    used += gap + widthOf(entryOf(entry, context))
    if (used > width) break
    kept.add(entry)
  }
  return entries.filter((entry) => kept.has(entry))
}

function entryOf({ keys, label }: FooterEntry, context: KeyContext): Line {
  return [span(keys, 'key'), span(` ${labelOf(label, context)}`, 'dim')]
}

/** Labels that say the present state. */
function labelOf(label: string, { state, run }: KeyContext): string {
  if (label === 'step') return `step ${stepPercent(state)} %`
  if (label === 'chart' && state.view === 'requests') return state.requests.span === 'recent' ? 'whole run' : 'last 5 s'
  if (label === 'freeze' && state.time.until !== undefined) return 'go on'
  if (label === 'pause' && run.phase.kind === 'paused') return 'resume'
  if (label === 'stop' && (run.phase.kind === 'stopping' || run.phase.kind === 'teardown')) return 'stop at once'
  return label
}
