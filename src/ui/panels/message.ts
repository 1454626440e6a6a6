import type { Millis } from '../../base/units.ts'
import { cellWidth, graphemesOf } from '../format/cell-width.ts'
import { fit, type Line, span, type Span, widthOf } from '../format/line.ts'
import { selectedScenario } from '../keys/decide.ts'
import type { KeyContext } from '../keys/conditions.ts'
import type { Prompt } from '../store/ui-state.ts'

/** An echo is read by then; the event list keeps what matters. */
const fadesAfter: Millis = 8000

/** The one place where keys are answered: what is being typed, or what the last key did. */
export function messageLine(context: KeyContext, width: number): Line {
  const { prompt, message } = context.state
  if (prompt !== undefined) return fit(promptLine(prompt, context, width), width)
  if (message === undefined || context.run.elapsed - message.at > fadesAfter) return fit([], width)
  return fit([span(` ${message.text}`, message.accepted ? 'mark' : 'alarm')], width)
}

function promptLine(prompt: Prompt, context: KeyContext, width: number): Line {
  const question = ` ${questionOf(prompt, context)}`
  const remark = remarkOf(prompt)
  // A problem has to be read, so the text gives way to it; the hint is only for who has room.
  const room = width - cellWidth(question) - (prompt.problem === undefined ? 1 : widthOf([remark]) + 1)
  const typed: Line = [span(question, 'strong'), span(endThatFits(prompt.text, room)), span(' ', 'cursor')]
  return widthOf(typed) + widthOf([remark]) <= width || prompt.problem !== undefined ? [...typed, remark] : typed
}

const remarkOf = ({ problem }: Prompt): Span =>
  problem === undefined ? span('   Enter to do it, Esc to leave', 'dim') : span(`   ${problem}`, 'alarm')

/** What is typed grows at its end, so the end is what must be seen. */
function endThatFits(text: string, width: number): string {
  if (cellWidth(text) <= width) return text
  const shown = graphemesOf(text)
  while (shown.length > 0 && cellWidth(shown.join('')) >= width) shown.shift()
  return `…${shown.join('')}`
}

function questionOf({ kind }: Prompt, { state, run }: KeyContext): string {
  if (kind === 'command') return ':'
  if (kind === 'mark') return 'note: '
  const scenario = selectedScenario(state, run)
  return `load of ${scenario?.name ?? 'the run'}, ${scenario?.model === 'closed' ? 'VUs' : '/s'}: `
}
