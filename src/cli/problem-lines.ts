import type { ProblemView } from '../engine/api.ts'

const MOST = 10

/** What failed, most frequent first, like failures counted together: `1,000 x GET http://127.0.0.1:1/: dial: connection refused [1212]`. */
export function problemLines(problems: readonly ProblemView[]): string {
  const shown = problems.slice(0, MOST).map(({ count, message, code }) => {
    const [first = '', ...more] = message.split('\n')
    return [`  ${count.toLocaleString('en')} x ${first}${code === 0 ? '' : ` [${code}]`}`, ...more].join('\n  ')
  })
  if (shown.length === 0) return ''
  const rest = problems.length - shown.length
  return `\nfailures:\n${shown.join('\n')}\n${rest > 0 ? `  and ${rest} other kinds\n` : ''}`
}
