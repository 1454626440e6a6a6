import type { Millis } from '../../base/units.ts'
import { judgeTest } from './judge-test.ts'
import { addCounts, noCounts, type TestSecond, type TestTick } from './test-second.ts'
import { lengthOf, type TestPlan, type Zone, zoneAt } from './test-plan.ts'
import type { TestView, TracePoint } from './test-view.ts'
import { judgeWorkload, type WorkloadVerdict } from './workload-verdict.ts'
import { ZoneBook } from './zone-book.ts'

/** Enough for any screen. */
const TRACE_POINTS = 240
/** Ticks that may be needed to tell how it came back: an hour of them. */
const MOST_TICKS = 14_400

/** Follows a test second by second, live or from its record, and says at any time how it stands. */
export class TestWatch {
  readonly #plan: TestPlan
  readonly #books: readonly ZoneBook[]
  readonly #trace: TracePoint[] = []
  readonly #step: Millis
  readonly #ticks: TestTick[] = []
  #open = { from: 0, count: 0, length: 0 }
  #now: Millis = 0

  constructor(plan: TestPlan) {
    this.#plan = plan
    this.#books = plan.zones.map((zone) => new ZoneBook(zone))
    this.#step = Math.max(1000, lengthOf(plan) / TRACE_POINTS)
  }

  second(second: TestSecond): void {
    this.#now = second.to
    for (const book of this.#books) book.add(second)
    const { achieved } = [...second.workloads.values()].reduce(addCounts, noCounts)
    this.#open.count += achieved
    this.#open.length += second.to - second.from
    if (second.to - this.#open.from >= this.#step - 1) this.#closePoint(second.to)
  }

  /** Only what is needed is kept: the steady time before the overload, and what comes after it. */
  tick(tick: TestTick): void {
    const kind = zoneAt(this.#plan, tick.from)?.kind
    if (kind !== 'steady' && kind !== 'recovery') return
    if (!this.#books.some(({ zone }) => zone.kind === 'recovery')) return
    if (this.#ticks.length < MOST_TICKS) this.#ticks.push(tick)
  }

  read(): TestView {
    const book = this.#judged()
    const workloads = this.#plan.workloads.map((goal): WorkloadVerdict => {
      const { seconds, cpu, zone } = book
      return judgeWorkload(
        goal,
        { counts: book.countsOf(goal.name), seconds, cpu, factor: zone.end },
        this.#plan.conditions,
      )
    })
    return {
      plan: this.#plan,
      now: this.#now,
      zone: zoneAt(this.#plan, this.#now),
      workloads,
      verdict: judgeTest({ plan: this.#plan, books: this.#books, ticks: this.#ticks, workloads }),
      trace: [...this.#trace],
    }
  }

  #closePoint(to: Millis): void {
    const { from, count, length } = this.#open
    this.#trace.push({ at: (from + to) / 2, achieved: length > 0 ? (count * 1000) / length : 0 })
    this.#open = { from: to, count: 0, length: 0 }
  }

  /** The workloads are judged over the steady zone; where there is none, over the zone under way. */
  #judged(): ZoneBook {
    const isSteady = ({ kind }: Zone): boolean => kind === 'steady'
    const steady = this.#books.findLast(({ zone }) => isSteady(zone))
    const current = this.#books.find(({ zone }) => this.#now >= zone.from && this.#now <= zone.to)
    return steady ?? current ?? (this.#books.at(-1) as ZoneBook)
  }
}
