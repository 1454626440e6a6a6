import type { Millis } from '../../base/units.ts'
import { fit, type Line, span } from '../format/line.ts'
import { selectedScenario } from '../keys/decide.ts'
import type { KeyContext } from '../keys/conditions.ts'
import type { Prompt } from '../store/ui-state.ts'

/** An echo is read by then; the event list keeps what matters. */
const fadesAfter: Millis = 8000

/** The one place where keys are answered: what is being typed, or what the last key did. */
export function messageLine(context: KeyContext, width: number): Line {
  const { prompt, message } = context.state
  if (prompt !== undefined) return fit(promptLine(prompt, context), width)
  if (message === undefined || context.run.elapsed - message.at > fadesAfter) return fit([], width)
  return fit([span(` ${message.text}`, message.accepted ? 'mark' : 'alarm')], width)
}

function promptLine(prompt: Prompt, context: KeyContext): Line {
  const help =
    prompt.problem === undefined
      ? span('   Enter to do it, Esc to leave', 'dim')
      : span(`   ${prompt.problem}`, 'alarm')
  return [span(` ${questionOf(prompt, context)}`, 'strong'), span(prompt.text), span(' ', 'cursor'), help]
}

function questionOf({ kind }: Prompt, { state, run }: KeyContext): string {
  if (kind === 'command') return ':'
  if (kind === 'mark') return 'note: '
  const scenario = selectedScenario(state, run)
  return `load of ${scenario?.name ?? 'the run'}, ${scenario?.model === 'closed' ? 'VUs' : '/s'}: `
}
