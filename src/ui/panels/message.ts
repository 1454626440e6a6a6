import type { Millis } from '../../base/units.ts'
import { cellWidth, graphemesOf } from '../format/cell-width.ts'
import { fit, type Line, space, span, type Span, widthOf } from '../format/line.ts'
import type { KeyContext } from '../keys/context.ts'
import { promptSpecs } from '../keys/prompts.ts'
import type { Prompt } from '../store/prompt.ts'

/** An echo is read by then; the event list keeps what matters. */
const fadesAfter: Millis = 8000

/** The one place where keys are answered: what is being typed or asked, or what the last key did. */
export function messageLine(context: KeyContext, width: number): Line {
  const { prompt, question, message } = context.state
  if (question !== undefined) return questionLine(question.text, width)
  if (prompt !== undefined) return fit(promptLine(prompt, context, width), width)
  if (message === undefined || context.run.elapsed - message.at > fadesAfter) return fit(idleLine(context), width)
  return fit([span(` ${message.text}`, message.accepted ? 'mark' : 'alarm')], width)
}

/** How to answer must be read, so the question gives way to it. */
function questionLine(text: string, width: number): Line {
  const asked = [span(` ${text}`, 'alarm')]
  const key = [space(3), span('y', 'key')]
  const full = [...key, span(' does it, any other key leaves it', 'dim')]
  const answer = widthOf(asked) + widthOf(full) <= width ? full : [...key, span(' does it, else not', 'dim')]
  const room = width - widthOf(answer)
  return fit([...(widthOf(asked) > room ? fit(asked, room) : asked), ...answer], width)
}

/** When nothing else has to be said: what the search asks or does, or what could be tried next. */
function idleLine({ run, exploration }: KeyContext): Line {
  const { search, hint } = exploration
  if (run.phase.kind !== 'running') return []
  if (search?.state === 'asking')
    return [span(` ${search.said}   `, 'alarm'), span('y', 'key'), span(' does it', 'dim')]
  if (search?.state === 'searching') return [span(` exploring: ${search.said}`, 'dim')]
  return [span(` next: ${hint}`, 'dim')]
}

function promptLine(prompt: Prompt, context: KeyContext, width: number): Line {
  const { question, hint } = promptSpecs[prompt.kind]
  const asked = ` ${question(context)}`
  const remark = remarkOf(prompt, hint)
  // A problem has to be read, so the text gives way to it; the hint is only for who has room.
  const room = width - cellWidth(asked) - (prompt.problem === undefined ? 1 : widthOf([remark]) + 1)
  const typed: Line = [span(asked, 'strong'), ...typedLine(prompt, room)]
  return widthOf(typed) + widthOf([remark]) <= width || prompt.problem !== undefined ? [...typed, remark] : typed
}

const remarkOf = ({ problem }: Prompt, hint: string): Span =>
  problem === undefined ? span(`   ${hint}`, 'dim') : span(`   ${problem}`, 'alarm')

/** The text with the cursor on it. What must be seen is where the next character goes: the text moves under that. */
function typedLine({ text, cursor }: Prompt, room: number): Line {
  const shown = graphemesOf(text)
  const before = endThatFits(shown.slice(0, cursor), room)
  const under = shown[cursor] ?? ' '
  const after = shown.slice(cursor + 1)
  while (after.length > 0 && cellWidth(before + under + after.join('')) > room) after.pop()
  return [span(before), span(under, 'cursor'), span(after.join(''))]
}

function endThatFits(graphemes: readonly string[], width: number): string {
  if (cellWidth(graphemes.join('')) <= width) return graphemes.join('')
  const shown = [...graphemes]
  while (shown.length > 0 && cellWidth(shown.join('')) >= width) shown.shift()
  return `…${shown.join('')}`
}
