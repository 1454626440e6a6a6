/** What a view is called in `:view`. Its drawing is found by this in views/screen.ts. */
export type ViewName =
  | 'overview'
  | 'saturation'
  | 'scenarios'
  | 'requests'
  | 'host'
  | 'checks'
  | 'log'
  | 'balance'
  | 'test'

/** A view that a digit shows. */
export interface ViewEntry {
  readonly key: string
  readonly name: ViewName
  readonly help: string
  /** It has more pages than one: tab turns them. */
  readonly hasPages: boolean
}

/** Every view but the help, in the order of their keys: bindings, `:view` and the help are all made from it. */
export const viewTable: readonly ViewEntry[] = [
  { key: '1', name: 'overview', help: 'the overview', hasPages: false },
  { key: '2', name: 'saturation', help: 'saturation: the curve, its limits, and how they are known', hasPages: true },
  { key: '3', name: 'scenarios', help: 'the scenarios and their plans', hasPages: false },
  { key: '4', name: 'requests', help: 'the requests by their names', hasPages: true },
  { key: '5', name: 'host', help: 'this host and the target: how near each limit is, and whose it is', hasPages: true },
  { key: '6', name: 'checks', help: 'thresholds and checks', hasPages: false },
  { key: '7', name: 'log', help: 'failures, events and what scripts log', hasPages: false },
  { key: '8', name: 'balance', help: 'the backends that answer, and how evenly', hasPages: false },
  { key: '9', name: 'test', help: 'the test: its plan, its zones, every workload against its target', hasPages: false },
]

export const viewNames: readonly ViewName[] = viewTable.map(({ name }) => name)

/** `1-9` where no digit is missing, else each of them. */
export function viewKeys(): string {
  const digits = viewTable.map(({ key }) => Number(key))
  const [first = 1] = digits
  const isWithoutGap = digits.every((digit, index) => digit === first + index)
  return isWithoutGap ? `${first}-${digits.at(-1)}` : digits.join(' ')
}
