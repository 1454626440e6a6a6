/** `0-3,8`: the numbers in it; undefined when there are none. */
export function parseCpuList(text: string): readonly number[] | undefined {
  const numbers = text
    .trim()
    .split(',')
    .flatMap((part) => {
      const [first, last = first] = part.split('-').map(Number)
      if (part === '' || first === undefined || last === undefined || Number.isNaN(first + last)) return []
      return Array.from({ length: last - first + 1 }, (_, index) => first + index)
    })
  return numbers.length === 0 ? undefined : numbers
}

/** The cores this process may run on, of /proc/self/status. */
export function parseAllowedCpus(status: string): readonly number[] | undefined {
  const match = /^Cpus_allowed_list:\s*(\S+)/m.exec(status)
  return match === null ? undefined : parseCpuList(match[1] ?? '')
}
