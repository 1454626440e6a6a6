import { type BackendChange, BalanceBook } from '../../analysis/balance/balance-book.ts'
import type { ServiceBalance } from '../../analysis/balance/judge-balance.ts'
import { createStore, type Store } from '../../base/store.ts'
import type { RunHandle, RunSnapshot, Window } from '../../engine/api.ts'
import type { BackendNaming } from '../../engine/config/run-config.ts'

/** How what services answered is spread over their backends. */
export interface BalanceStore {
  readonly balances: Store<readonly ServiceBalance[]>
  readonly close: () => void
}

export interface BalanceSources {
  readonly snapshots: Store<RunSnapshot>
  readonly naming: BackendNaming | undefined
  /** Who came and went is an event of the run. */
  readonly send: RunHandle['send']
}

/** So many answers without a name are no accident. */
const fewestUnnamed = 50

export function watchBalance({ snapshots, naming, send }: BalanceSources): BalanceStore {
  const book = new BalanceBook()
  const balances = createStore<readonly ServiceBalance[]>([])
  let windows: readonly Window[] = []
  let isWarned = false
  const mark = (note: string): void => void send({ type: 'mark', note }, 'engine')
  const close = snapshots.subscribe(() => {
    const run = snapshots.get()
    const last = run.windows.at(-1)
    if (run.windows === windows || last === undefined) return
    windows = run.windows
    const tallies = run.backends.map(({ latency, ...tally }) => ({ ...tally, p50: latency.p50 }))
    for (const change of book.add(last.to, tallies)) mark(changeText(change))
    balances.set(book.balances)
    if (isWarned || !isNameless(run)) return
    isWarned = true
    mark(`${namelessText(naming)}: backends cannot be told apart`)
  })
  return { balances, close }
}

const isNameless = ({ backends }: RunSnapshot): boolean =>
  backends.every(({ name }) => name === '') && backends.reduce((sum, { answers }) => sum + answers, 0) >= fewestUnnamed

function namelessText({ header, pattern }: BackendNaming = {}): string {
  const where = header === undefined ? 'body' : `header ${header}`
  return pattern === undefined ? `no answer has the ${where}` : `no answer has /${pattern}/ in its ${where}`
}

const verbs: Readonly<Record<BackendChange['kind'], string>> = {
  appeared: 'appeared',
  vanished: 'answers no more',
  returned: 'answers again',
}

const changeText = ({ kind, name, count }: BackendChange): string =>
  `backend ${name} ${verbs[kind]}: ${count} ${count === 1 ? 'answers' : 'answer'} now`
