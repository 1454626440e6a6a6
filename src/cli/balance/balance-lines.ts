import type { ServiceBalance } from '../../analysis/balance/judge-balance.ts'

/** For the end of a log: how the answers were spread, where there was anything to spread them over. */
export function balanceLines(balances: readonly ServiceBalance[]): string {
  const told = balances.filter(({ kind }) => kind !== 'single')
  const lines = told.flatMap(({ service, conclusion, notes, next }) => [
    `balance: ${told.length > 1 ? `${service} ` : ''}${conclusion}`,
    ...notes.map((note) => `  ${note}`),
    ...(next === undefined ? [] : [`  next: ${next}`]),
  ])
  return lines.map((line) => `kneepoint: ${line}\n`).join('')
}
