import type { Millis } from '../../base/units.ts'
import type { LoadPoint } from '../api.ts'
import type { ScenarioConfig } from '../config/scenario.ts'
import { type CoursePoint, coursePoints } from '../executors/course-points.ts'
import {
  applyChange,
  courseNow,
  coursePlanned,
  endOf,
  isOverAt,
  type LiveLoad,
  liveLoadOf,
  loadNow,
  loadPlanned,
} from '../executors/live-load.ts'
import { planOf } from '../executors/plans.ts'
import { refusalOf, refuseCourse } from '../executors/refusal.ts'
import { describeChange, type ScenarioChange } from './describe-change.ts'
import type { LoadEvent } from './decision.ts'
import type { Before } from './undo-stack.ts'

/** How a scenario's load stands, for who looks at it. */
export interface LoadReading {
  readonly now: number
  readonly planned: number
  readonly overridden: boolean
  readonly maxVUs: number
  readonly startsAt: Millis
  readonly endsAt: Millis | undefined
  readonly plan: readonly LoadPoint[]
  readonly course: readonly LoadPoint[]
}

/** A change of its end reaches every worker this long before that, or is refused. */
const NOTICE: Millis = 250

/** A scenario's load on the main side: what changes it can follow, and what it then is. */
export class ControlledScenario {
  readonly config: ScenarioConfig
  readonly #planPoints = new PointsOf()
  readonly #coursePoints = new PointsOf()
  #load: LiveLoad
  #isOverridden = false
  #isOver = false

  constructor(config: ScenarioConfig) {
    this.config = config
    this.#load = liveLoadOf(planOf(config))
  }

  get name(): string {
    return this.config.name
  }

  get load(): LiveLoad {
    return this.#load
  }

  get isOverridden(): boolean {
    return this.#isOverridden
  }

  get before(): Before {
    return { scenario: this.name, load: this.#load, isOverridden: this.#isOverridden }
  }

  /** Every worker has come to its end, perhaps before the time that it may take: its iterations are done. */
  markOver(at: Millis): void {
    if (this.#isOver) return
    this.#isOver = true
    if (!isOverAt(this.#load, at)) this.#load = applyChange(this.#load, { type: 'stop', graceful: true }, at)
  }

  now(at: Millis): number {
    return loadNow(this.#load, at)
  }

  read(at: Millis): LoadReading {
    const end = endOf(this.#load)
    const { startsAt, maxVUs } = this.#load
    return {
      now: this.now(at),
      planned: loadPlanned(this.#load, at),
      overridden: this.#isOverridden,
      maxVUs,
      startsAt,
      endsAt: Number.isFinite(end) ? end : undefined,
      plan: this.#planPoints.get(coursePlanned(this.#load), startsAt),
      course: this.#coursePoints.get(courseNow(this.#load), startsAt),
    }
  }

  /** Why it cannot follow the change; undefined when it can. */
  refuse(change: ScenarioChange, at: Millis): string | undefined {
    return this.refuseKind(change, at) ?? this.#refuseOutcome(change, at)
  }

  /** Why it cannot follow changes of this kind now, whatever would come of them. */
  refuseKind(change: ScenarioChange, at: Millis): string | undefined {
    return this.#refuseState(change, at) ?? refusalOf(this.config, change)
  }

  /** Follows the change, and says what became of the load. `isOverridden`: whether that is then off the plan. */
  obey(change: ScenarioChange, at: Millis, isOverridden: boolean): LoadEvent {
    const before = this.#load
    this.#load = applyChange(before, change, at)
    this.#isOverridden = isOverridden
    return describeChange({ config: this.config, change, at, before, after: this.#load, isOverridden })
  }

  pause(at: Millis): void {
    this.#load = applyChange(this.#load, { type: 'pause' }, at)
  }

  resume(at: Millis): void {
    this.#load = applyChange(this.#load, { type: 'resume' }, at)
  }

  #refuseState(change: ScenarioChange, at: Millis): string | undefined {
    const { name } = this
    if (this.#isOver) return `${name} is over: nothing of it can change any more`
    if (change.type === 'start') {
      return at < this.#load.startsAt ? undefined : `${name} has begun already`
    }
    if (!isOverAt(this.#load, at)) return undefined
    if (change.type === 'stop' && !change.graceful) return undefined
    return `${name} starts no more iterations, those in flight are ending: its load cannot change any more`
  }

  #refuseOutcome(change: ScenarioChange, at: Millis): string | undefined {
    if (change.type === 'stop' || change.type === 'start') return undefined
    const next = applyChange(this.#load, change, at)
    if (isOverAt(next, at)) {
      return `the course that ${this.name} would go back to is over already: to end it, use stop-scenario`
    }
    const end = endOf(this.#load)
    if (endOf(next) > end && end - at < NOTICE && courseNow(this.#load).pausedSince === Infinity) {
      return `${this.name} ends in ${Math.round(end - at)} ms: too late to make it go on`
    }
    return refuseCourse(this.config, next, at)
  }
}

/** The corners of a course; the same list as long as the course is the same. */
class PointsOf {
  #course: object | undefined
  #startsAt: Millis = 0
  #points: readonly CoursePoint[] = []

  get(course: Parameters<typeof coursePoints>[0], startsAt: Millis): readonly CoursePoint[] {
    if (course !== this.#course || startsAt !== this.#startsAt) this.#points = coursePoints(course, startsAt)
    this.#course = course
    this.#startsAt = startsAt
    return this.#points
  }
}
