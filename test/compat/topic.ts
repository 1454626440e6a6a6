import { expect } from './expect.ts'
import type { SeenRequest } from '../support/echo-server.ts'
import type { CompatScript, Ran } from './compat-script.ts'

/** What became of one case. */
export interface Seen {
  readonly value?: unknown
  /** The message of what it threw. */
  readonly error?: string
  readonly requests: readonly SeenRequest[]
  readonly ran: Ran
}

/** The body of a function of the script, and what it returns in k6, or throws, or a function that looks at what it did. */
export type Case = readonly [code: string, expected: unknown]

export interface Topic {
  readonly name: string
  readonly notForK6?: string
  /** Imports and what all cases share: code of the module. */
  readonly shared?: string
  /** Members of the script's options. */
  readonly options?: string
  /** Cases use await. */
  readonly isAsync?: boolean
  readonly cases: Readonly<Record<string, Case>>
  /** What is promised of the run as a whole. */
  readonly promises?: CompatScript['promises']
  readonly call?: Partial<CompatScript['call']>
}

class Thrown {
  readonly message: string | RegExp
  constructor(message: string | RegExp) {
    this.message = message
  }
}

/** The case throws, and this is in its message. */
export const throws = (message: string | RegExp): unknown => new Thrown(message)

/** One script that runs each case in an iteration of its own and tells what became of it. In a case `T` is a URL of its own. */
export function topic({
  name,
  shared = '',
  options = '',
  isAsync = false,
  cases,
  promises,
  call,
  ...more
}: Topic): CompatScript {
  const list = Object.values(cases)
  const [prefix, wait] = isAsync ? ['async ', 'await '] : ['', '']
  const source = `import http from 'k6/http'
const base = __ENV.TARGET
${shared}
export const options = { iterations: ${list.length}, ${options} }
${list.map(([code], index) => `${prefix}function case${index}(T) {\n${code}\n}`).join('\n')}
${prefix}function attempt(id, body) {
  try {
    const value = ${wait}body(base + '.' + id)
    console.log(JSON.stringify({ case: id, value }))
  } catch (error) {
    console.log(JSON.stringify({ case: id, error: String(error instanceof Error ? error.message : error) }))
  }
}
export default ${prefix}function () {
  switch (__ITER) {
${list.map((_, index) => `    case ${index}: return ${wait}attempt(${index}, case${index})`).join('\n')}
  }
}
`
  const sentences = Object.entries(cases).map(
    ([sentence, [, expected]], index) => [sentence, (ran: Ran) => judge(seenOf(ran, index), expected)] as const,
  )
  return { name, ...more, call: { source, ...call }, promises: { ...Object.fromEntries(sentences), ...promises } }
}

function seenOf(ran: Ran, id: number): Seen {
  const told = ran.logs
    .filter(({ message }) => message.startsWith('{"case":'))
    .map(({ message }) => JSON.parse(message) as Seen & { case: number })
    .findLast((line) => line.case === id)
  if (told === undefined)
    throw new Error(`the case was not run to its end; the program said:\n${ran.stderr.slice(0, 4000)}`)
  return { ...told, requests: ran.requests.filter(({ room }) => room.endsWith(`.${id}`)), ran }
}

function judge(seen: Seen, expected: unknown): void {
  if (expected instanceof Thrown) {
    expect(seen.error ?? `nothing, it returned ${JSON.stringify(seen.value)}`).toMatch(expected.message)
    return
  }
  if (seen.error !== undefined) throw new Error(`it threw: ${seen.error}`)
  if (typeof expected === 'function') expected(seen)
  else expect(seen.value).toEqual(expected)
}
