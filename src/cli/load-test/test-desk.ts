import { profiles } from '../../analysis/load-test/profiles.ts'
import { type TestPlan, type Zone, zoneAt } from '../../analysis/load-test/test-plan.ts'
import type { TestView } from '../../analysis/load-test/test-view.ts'
import { TestWatch } from '../../analysis/load-test/test-watch.ts'
import { createStore, type Store, type WritableStore } from '../../base/store.ts'
import type { Millis } from '../../base/units.ts'
import type { RunHandle, Tick } from '../../engine/api.ts'
import type { RunObserver } from '../../engine/run-observer.ts'
import type { HostView } from '../../ui/host-view.ts'
import { targetUseOf, testSecondOf, testTickOf } from './test-second-of.ts'
import { lengthText, zoneText } from './test-text.ts'

/** What the desk needs of a run. */
export type TestedRun = Pick<RunHandle, 'ticks' | 'snapshots' | 'send'>

/** Follows a run that is a test: says at each change what it is for, and how it stands. */
export class TestDesk implements Disposable {
  readonly #plan: TestPlan
  readonly #watch: TestWatch
  readonly #views: WritableStore<TestView>
  #run: TestedRun | undefined
  #host: Store<HostView | undefined> | undefined
  #paused: Millis = 0
  #seen: Millis = 0
  #zone: Zone | undefined
  #release: () => void = () => undefined

  constructor(plan: TestPlan) {
    this.#plan = plan
    this.#watch = new TestWatch(plan)
    this.#views = createStore(this.#watch.read())
  }

  get views(): Store<TestView> {
    return this.#views
  }

  readonly observer: RunObserver = {
    window: ({ book }, window) => {
      if (window === undefined) return
      const target = targetUseOf(this.#host?.get())
      const second = testSecondOf(this.#plan, { window, book, paused: this.#paused, target })
      this.#paused += window.pausedFor
      if (second === undefined) return
      this.#watch.second(second)
      this.#announce(second.to)
      this.#views.set(this.#watch.read())
    },
  }

  follow(run: TestedRun, host: Store<HostView | undefined>): void {
    this.#run = run
    this.#host = host
    this.#announce(0)
    this.#release = run.ticks.subscribe(() => {
      for (const tick of run.ticks.get()) if (tick.from >= this.#seen) this.#take(tick)
    })
  }

  /** The last word. */
  conclude(): TestView {
    this.#views.set(this.#watch.read())
    return this.#views.get()
  }

  [Symbol.dispose](): void {
    this.#release()
  }

  #take(tick: Tick): void {
    this.#seen = tick.to
    if (tick.pausedFor === 0) this.#watch.tick(testTickOf(tick, this.#paused))
  }

  /** An event for each change of zone; a model as it stands has only one. */
  #announce(at: Millis): void {
    const { profile } = this.#plan
    const zone = zoneAt(this.#plan, at)
    if (profile === undefined || zone === undefined || zone === this.#zone) return
    if (this.#zone === undefined) this.#say(`${profile} test: ${profiles[profile].question}?${lengthText(this.#plan)}`)
    this.#zone = zone
    this.#say(zoneText(zone, this.#plan))
  }

  #say(note: string): void {
    this.#run?.send({ type: 'mark', note }, 'plan')
  }
}
