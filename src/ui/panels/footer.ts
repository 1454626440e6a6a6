import { type Line, line, span, widthOf } from '../format/line.ts'
import { type Binding, bindings, type FooterEntry, isMeant } from '../keys/bindings.ts'
import { objectionTo } from '../keys/conditions.ts'
import type { KeyContext } from '../keys/context.ts'
import { stepPercent, type UiState } from '../store/ui-state.ts'

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

/** Labels that say the present state; undefined where the usual one does. */
const labelsNow: Readonly<Record<string, (context: KeyContext) => string | undefined>> = {
  step: ({ state }) => `step ${stepPercent(state)} %`,
  chart: ({ state }) => (state.view === 'requests' ? spanOffered(state) : undefined),
  explore: ({ exploration }) => (exploration.search?.state === 'by-hand' ? 'go on exploring' : undefined),
  freeze: ({ state }) => (state.time.until === undefined ? undefined : 'go on'),
  pause: ({ run }) => (run.phase.kind === 'paused' ? 'resume' : undefined),
  stop: ({ run }) => (run.phase.kind === 'stopping' || run.phase.kind === 'teardown' ? 'stop at once' : undefined),
}

const spanOffered = ({ requests }: UiState): string => (requests.span === 'recent' ? 'whole run' : 'last 5 s')

const labelOf = (label: string, context: KeyContext): string => labelsNow[label]?.(context) ?? label
