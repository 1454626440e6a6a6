/**
 * /proc/net/snmp and /proc/net/netstat: pairs of lines, `Tcp: NameA NameB` and `Tcp: 1 2`. Gives the counters of one protocol by name;
 * undefined when it is not there.
 */
export function parseCounters(text: string, protocol: string): Readonly<Record<string, number>> | undefined {
  const [names, values] = text
    .split('\n')
    .filter((line) => line.startsWith(`${protocol}: `))
    .map((line) => line.split(' ').slice(1))
  if (names === undefined || values === undefined) return undefined
  return Object.fromEntries(names.map((name, index) => [name, Number(values[index])]))
}
