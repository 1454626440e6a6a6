import type { Exploration } from '../../analysis/exploration.ts'
import { UserError } from '../../base/errors.ts'
import { createStore, type Store } from '../../base/store.ts'
import type { Millis } from '../../base/units.ts'
import { type RunRecord, readRecord } from '../../engine/record/read-record.ts'
import { findRecord, recordsFolder } from '../../engine/record/record-folders.ts'
import { ReplayRun } from '../../engine/replay/replay-run.ts'
import { startUi } from '../../ui/start.tsx'
import type { HostView } from '../../ui/host-view.ts'
import type { ParsedArgs } from '../args.ts'
import { colorDepthOf } from '../color-depth.ts'
import { ExplorationDesk } from '../exploration/exploration-desk.ts'
import { unasked } from '../exploration/settings.ts'
import { mostSeconds, threadCpuMillis } from '../host-store.ts'
import { isHeadless } from '../machine.ts'
import * as own from '../own-flags.ts'

const STEP: Millis = 250

/** Plays a record in the screen of a run. */
export async function replay(args: ParsedArgs): Promise<number> {
  if (isHeadless(args)) {
    throw new UserError('NO_TERMINAL', 'replay needs a terminal to show the record on', {
      hint: 'kneepoint runs show RUN prints its summary',
    })
  }
  const name = args.positional[0] ?? 'last'
  const record = await readRecord(findRecord(name, recordsFolder(process.env, process.platform)))
  const run = new ReplayRun(record)
  run.send({ type: 'set-speed', speed: args.valueOf(own.speed) ?? 1 }, 'command')
  using explorations = explore(run)
  const host = createStore<HostView | undefined>(undefined)
  const timer = setInterval(() => run.pass(STEP), STEP)
  run.snapshots.subscribe(() => host.set(hostAt(record, run.position)))
  const ui = startUi({
    run,
    host,
    exploration: explorations.store,
    title: record.header.target,
    stdin: process.stdin,
    stdout: process.stdout,
    color: colorDepthOf(process.stdout, process.env, !(args.valueOf(own.noColor) ?? false)),
    ascii: args.valueOf(own.ascii) ?? false,
    threadCpu: threadCpuMillis,
  })
  await ui.finished
  clearInterval(timer)
  return 0
}

interface Explorations extends Disposable {
  readonly store: Store<Exploration>
}

/** What the passive analysis makes of the record up to where it is; it begins anew when the replay goes back. */
function explore(run: ReplayRun): Explorations {
  let desk = new ExplorationDesk(run, unasked)
  const store = createStore(desk.exploration.get())
  let unsubscribe = desk.exploration.subscribe(() => store.set(desk.exploration.get()))
  run.onRestart = () => {
    unsubscribe()
    desk[Symbol.dispose]()
    desk = new ExplorationDesk(run, unasked)
    unsubscribe = desk.exploration.subscribe(() => store.set(desk.exploration.get()))
    store.set(desk.exploration.get())
  }
  return { store, [Symbol.dispose]: () => desk[Symbol.dispose]() }
}

type RecordedView = Omit<HostView, 'history'>

/** Older records do not tell of the target, the balance and the verdicts. */
function hostAt({ readings }: RunRecord, at: Millis): HostView | undefined {
  const lines = readings.filter((line) => line.of === 'host' && line.at <= at).slice(-mostSeconds)
  const views = lines.map(({ reading }) => reading as RecordedView)
  const last = views.at(-1)
  const history = views.flatMap(({ second }) => second ?? [])
  return last === undefined ? undefined : { ...notInOlder, ...last, history }
}

const notInOlder = { targets: [], balances: [], utilisation: undefined, holds: [], second: undefined } as const
