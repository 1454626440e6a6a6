import { withoutForeignFrames } from './script-stacks.ts'

/** No more than anyone would read: the same error may be thrown again and again. */
const MANY_FRAMES = 50

/** Adds the frame of a function to the stack trace of an error that is thrown into it: it was suspended when that was made. */
export function addFrame(error: unknown, frame: string | undefined): void {
  if (!(error instanceof Error) || frame === undefined || frame === '') return
  const { stack } = error
  if (stack === undefined || stack.split('\n').length > MANY_FRAMES) return
  error.stack = `${withoutForeignFrames(stack)}\n${frame}`
}

/** How V8 shows the expressions that the transform writes in place of a call, and of a global. */
const ownExpressions = /\(__kp_*T , (?:\(intermediate value\))+\)/g
const ownGlobals = /\b__kp_*Global\./g

/** Makes the message of an error that V8 made speak of the script as its author wrote it. */
export function readable(error: unknown): unknown {
  if (!(error instanceof TypeError) || !error.message.includes('__kp')) return error
  const message = inWords(error.message)
  const { stack } = error
  error.message = message
  if (stack !== undefined) error.stack = inWords(stack)
  return error
}

const inWords = (text: string): string =>
  text.replaceAll(ownExpressions, '(intermediate value)').replaceAll(ownGlobals, '')
