import type { Millis } from '../../base/units.ts'
import { Histogram } from './histogram.ts'
import type { MetricDef, MetricId, MetricKind } from './metric.ts'
import type { TagSetId } from './tag-sets.ts'

/** Which series it is. */
export interface CellPlace {
  readonly id: number
  /** As they are told. */
  readonly tags: TagSetId
  readonly metric: MetricId
}

/** One series within the current interval; which fields count depends on the kind. Serves another one of its metric later. */
export class Cell {
  id: number
  tags: TagSetId
  /** The sets of tags whose samples add up here. */
  readonly tagSets: TagSetId[] = []
  readonly metric: MetricId
  readonly kind: MetricKind
  touched = false
  /** When something was last found in it, on the run's clock. */
  drainedAt: Millis = 0
  /** counter: sum · rate: passes · gauge: last */
  value = 0
  /** rate: samples · gauge: smallest */
  second = 0
  /** gauge: largest */
  third = 0
  readonly histogram: Histogram | undefined
  /** Single samples are kept of it. */
  readonly isSampled: boolean
  readonly isFollower: boolean

  constructor({ id, tags, metric }: CellPlace, { name, kind }: MetricDef, isSampled: boolean) {
    this.id = id
    this.tags = tags
    this.metric = metric
    this.kind = kind
    this.histogram = kind === 'trend' ? new Histogram() : undefined
    this.isSampled = isSampled
    this.isFollower = followers.has(name)
  }

  set(gauge: number): void {
    this.value = gauge
    if (gauge < this.second) this.second = gauge
    if (gauge > this.third) this.third = gauge
  }
}

/** Their samples have the time of the one before them, as in k6: they are about the same moment. */
const followers: ReadonlySet<string> = new Set([
  'http_req_duration',
  'http_req_blocked',
  'http_req_connecting',
  'http_req_tls_handshaking',
  'http_req_sending',
  'http_req_waiting',
  'http_req_receiving',
  'http_req_failed',
  'data_received',
  'iterations',
])

/** With fewer cells than this none is given up. */
const CROWD = 20_000
/** A cell in which nothing was found for so long rests. */
const RESTING: Millis = 1000
/** All cells are looked at once in such a time, a part of them in each drain. */
const SWEEP: Millis = 1000

/** All cells of a shard. Finds those that rest, a part of them at a time, where there are very many. */
export class CellCrowd {
  readonly #cells: Cell[] = []
  /** [metric]: cells that serve no series any more. */
  readonly #spare: Cell[][] = []
  #at = 0

  get size(): number {
    return this.#cells.length
  }

  add(cell: Cell): void {
    this.#cells.push(cell)
  }

  /** Keeps the memory of a cell for the next series of its metric. */
  spare(cell: Cell): void {
    const spare = (this.#spare[cell.metric] ??= [])
    spare.push(cell)
  }

  /** A cell that is left over from another series, for this one. */
  reuse({ id, tags, metric }: CellPlace): Cell | undefined {
    const cell = this.#spare[metric]?.pop()
    if (cell === undefined) return undefined
    cell.id = id
    cell.tags = tags
    cell.tagSets.length = 0
    return cell
  }

  /** `from` and `to`: what is drained now. */
  takeResting(from: Millis, to: Millis): Cell[] {
    const resting: Cell[] = []
    if (this.#cells.length <= CROWD) return resting
    const share = Math.min(1, (to - from) / SWEEP)
    for (let left = Math.ceil(this.#cells.length * share); left > 0; left -= 1) {
      if (this.#at >= this.#cells.length) this.#at = 0
      const cell = this.#cells[this.#at]
      if (cell === undefined) break
      if (cell.touched || to - cell.drainedAt <= RESTING) this.#at += 1
      else resting.push(this.#remove(this.#at, cell))
    }
    return resting
  }

  #remove(index: number, cell: Cell): Cell {
    const last = this.#cells.pop()
    if (last !== undefined && last !== cell) this.#cells[index] = last
    return cell
  }
}
