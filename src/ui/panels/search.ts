import type { Exploration, Search } from '../../analysis/exploration.ts'
import type { Purpose } from '../../analysis/explorer/trial.ts'
import { insideOf, panel, type Size } from '../charts/panel.ts'
import { type Line, line, span } from '../format/line.ts'
import { paragraph } from '../format/paragraph.ts'
import type { Tone } from '../theme.ts'

/** What the explorer does and why, or what to try by hand; then what the answers rest on, the strongest first. */
export function searchPanel({ search, hint, zone, capacity, notes }: Exploration, size: Size): readonly Line[] {
  const { columns } = insideOf(size)
  const body = [
    ...(search === undefined || search.state === 'by-hand'
      ? byHand(hint, zone.reason, columns)
      : doing(search, columns)),
    [],
    ...[...capacity.evidence, ...notes].flatMap((sentence) => paragraph(sentence, columns, 'plain', '· ')),
  ]
  return panel({ title: titleOf(search), body }, size)
}

const byHand = (hint: string, reason: string, columns: number): Line[] => [
  ...paragraph(reason, columns),
  ...paragraph(`next: ${hint}`, columns, 'dim'),
  ...paragraph('a searches by itself', columns, 'dim'),
]

function doing({ state, phase, said }: Search, columns: number): Line[] {
  if (state === 'asking') {
    return [...paragraph(said, columns, 'alarm'), [span(' y', 'key'), span(' does it', 'dim')]]
  }
  return [line(` ${phases[phase]}`, phaseTone(state)), ...paragraph(said, columns)]
}

const phaseTone = (state: Search['state']): Tone => (state === 'done' ? 'achieved' : 'strong')

function titleOf(search: Search | undefined): string {
  if (search === undefined) return 'by hand'
  return search.state === 'by-hand' ? 'by hand, the explorer waits' : 'explorer'
}

const phases: Readonly<Record<Purpose | 'drain' | 'done', string>> = {
  baseline: 'how is it with nothing to do?',
  scout: 'up, until not all comes back',
  climb: 'is there more above the first loss?',
  ramp: 'how much does one user bring?',
  sharpen: 'measuring longer',
  bracket: 'closing in',
  confirm: 'does it last?',
  'service-level': 'which load keeps the service level?',
  buckle: 'does it buckle?',
  recover: 'does it come back?',
  recheck: 'is it as good as before?',
  'by-hand': 'by hand',
  drain: 'letting it calm down',
  done: 'done',
}
