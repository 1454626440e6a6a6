/** CPU of a process in clock ticks and its resident pages. */
export interface PidStat {
  readonly name: string
  readonly ticks: number
  readonly residentPages: number
}

/** /proc/PID/stat (proc(5)). The name stands in brackets and may hold brackets and spaces itself. */
export function parsePidStat(text: string): PidStat | undefined {
  const [open, close] = [text.indexOf('('), text.lastIndexOf(')')]
  if (open < 0 || close < open) return undefined
  const fields = text.slice(close + 2).split(' ')
  // Fields 14, 15 and 24 of the file, of which the third is the first behind the name.
  const [user = Number.NaN, system = Number.NaN, residentPages = Number.NaN] = [11, 12, 21].map((at) =>
    Number(fields[at]),
  )
  if (Number.isNaN(user + system + residentPages)) return undefined
  return { name: text.slice(open + 1, close), ticks: user + system, residentPages }
}
