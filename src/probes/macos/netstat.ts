import type { Bytes } from '../../base/units.ts'

export interface TcpTotals {
  readonly sent: number
  readonly sentAgain: number
  readonly listenOverflows: number
}

/** `netstat -s -p tcp`: sentences that begin with a number. */
export function parseTcpStatistics(text: string): TcpTotals | undefined {
  const number = (sentence: RegExp): number => Number(sentence.exec(text)?.[1] ?? Number.NaN)
  const totals = {
    sent: number(/^\s+(\d+) packets? sent/m),
    sentAgain: number(/^\s+(\d+) data packets? \(\d+ bytes?\) retransmitted/m),
    listenOverflows: number(/^\s+(\d+) listen queue overflows?/m),
  }
  return Number.isNaN(totals.sent + totals.sentAgain) ? undefined : totals
}

/**
 * `netstat -ibn`: one row of each interface is that of its link (`<Link#4>`), and counts everything; the rows of its addresses count the
 * same again. The address column is empty where there is none, so columns are counted from the end of the link's own.
 */
export function parseInterfaces(text: string): ReadonlyMap<string, { readonly received: Bytes; readonly sent: Bytes }> {
  const rows = text.split('\n').flatMap((line) => {
    const match = /^(\S+?)\*?\s+\d+\s+<Link#\d+>\s+(.*)$/.exec(line)
    if (match === null) return []
    const [, name = '', rest = ''] = match
    const columns = rest.trim().split(/\s+/)
    const numbers = (columns[0]?.includes(':') ? columns.slice(1) : columns).map(Number)
    return [[name, { received: numbers[2] ?? 0, sent: numbers[5] ?? 0 }] as const]
  })
  return new Map(rows)
}
