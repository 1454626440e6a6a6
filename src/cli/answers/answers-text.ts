import type { Answer } from '../../analysis/answers/answer.ts'
import { wrapWords } from '../../base/wrap-words.ts'

const WIDTH = 110

/** Questions and answers for the terminal, each with what it rests on. */
export const answersText = (answers: readonly Answer[]): string =>
  answers.map((answer, index) => `${index + 1}. ${answer.question}\n${bodyOf(answer)}`).join('\n')

function bodyOf({ said, confidence, evidence, next }: Answer): string {
  const head = said === undefined ? 'not answered' : `${said} (confidence ${confidence})`
  return [
    ...indented(head, '   '),
    ...evidence.flatMap((line) => indented(line, '   - ')),
    // A command is to be copied: it stays on one line.
    ...(next === undefined ? [] : [`   ${said === undefined ? 'to find out' : 'to know better'}: ${next}`]),
  ]
    .map((line) => `${line}\n`)
    .join('')
}

function indented(text: string, first: string): readonly string[] {
  const rest = ' '.repeat(first.length)
  return wrapWords(text, WIDTH).map((row, index) => (index === 0 ? first : rest) + row)
}
