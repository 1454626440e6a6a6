import type { Millis } from '../../base/units.ts'
import { type MetricDelta, type SeriesDef, WIDTHS, writeTrend } from './delta.ts'
import { type MetricId, MetricRegistry } from './metric.ts'
import { Cell, CellCrowd } from './cells.ts'
import type { Metadata } from './metadata.ts'
import type { SampleLog } from './sample-log.ts'
import { type TagSetId, TagSets } from './tag-sets.ts'
import type { ToldTags } from './told-tags.ts'
import { type TickDelta, TickFigures } from './tick-figures.ts'

/** Samples that are written down before they are added up: 260 kB, and less than a millisecond of work. */
const NOTED = 16_384

export interface ShardSetup {
  /** Keeps every single sample of k6's metrics and the script's too, for who wants them. */
  readonly samples?: SampleLog | undefined
  /** Whether ticks tell of the scenario. */
  readonly ticksCount?: (scenario: string) => boolean
  /** What series are told apart by; without it by all tags. Single samples always have all. */
  readonly told?: ToldTags | undefined
}

/**
 * What one worker measures, until it is drained. A sample is three array writes, one after the other in memory; what adds up is spread over
 * thousands of places where there are many scenarios, and is visited for many samples in a row. Nothing is allocated for one.
 */
export class Shard {
  readonly worker: number
  readonly metrics: MetricRegistry = new MetricRegistry()
  readonly tagSets: TagSets = new TagSets()
  #seq = 0
  #from: Millis
  #newSeries: SeriesDef[] = []
  /** [tag set][metric]; null: there was one. */
  readonly #cells: (Cell | null | undefined)[][] = []
  /** [tags that are told][metric], where those are not all. */
  readonly #told: (Cell | undefined)[][] = []
  readonly #toldTags: ToldTags | undefined
  readonly #crowd = new CellCrowd()
  readonly #touched: Cell[] = []
  readonly #samples: SampleLog | undefined
  #count = 0
  #distinct = 0
  readonly #notedMetrics = new Uint32Array(NOTED)
  readonly #notedTags = new Uint32Array(NOTED)
  readonly #notedValues = new Float64Array(NOTED)
  #noted = 0
  /** Of the noted samples, those that are in the figures of the tick. */
  #ticked = 0
  readonly #figures: TickFigures

  constructor(worker: number, from: Millis, { samples, ticksCount = () => false, told }: ShardSetup = {}) {
    this.worker = worker
    this.#from = from
    this.#samples = samples
    this.#toldTags = samples === undefined ? told : undefined
    this.#figures = new TickFigures(this.tagSets, ticksCount)
  }

  /** Different series up to the last drain. */
  get distinctSeries(): number {
    return this.#distinct
  }

  /** `metadata` goes with single samples only. */
  add(metric: MetricId, tags: TagSetId, value: number, metadata?: Metadata): void {
    if (this.#samples !== undefined) return this.#addAtOnce(metric, tags, value, metadata)
    const at = this.#noted
    this.#notedMetrics[at] = metric
    this.#notedTags[at] = tags
    this.#notedValues[at] = value
    this.#noted = at + 1
    if (at + 1 === NOTED) this.#addUpNoted()
  }

  #addAtOnce(metric: MetricId, tags: TagSetId, value: number, metadata?: Metadata): void {
    this.#figures.add(metric, tags, value)
    this.#addUp(metric, tags, value, metadata)
  }

  #tickNoted(): void {
    for (let at = this.#ticked; at < this.#noted; at += 1) {
      this.#figures.add(
        this.#notedMetrics[at] as number,
        this.#notedTags[at] as number,
        this.#notedValues[at] as number,
      )
    }
    this.#ticked = this.#noted
  }

  /** In the order in which they came: sums and gauges are what they would have been at once. */
  #addUpNoted(): void {
    this.#tickNoted()
    const count = this.#noted
    this.#noted = 0
    this.#ticked = 0
    for (let at = 0; at < count; at += 1) {
      this.#addUp(this.#notedMetrics[at] as number, this.#notedTags[at] as number, this.#notedValues[at] as number)
    }
  }

  #addUp(metric: MetricId, tags: TagSetId, value: number, metadata?: Metadata): void {
    const cell = this.#cells[tags]?.[metric] ?? this.#meet(metric, tags)
    if (!cell.touched) this.#touch(cell, value)
    if (cell.isSampled) this.#samples?.add(cell.id, value, cell.isFollower, metadata)
    switch (cell.kind) {
      case 'trend':
        cell.histogram?.record(value)
        return
      case 'counter':
        cell.value += value
        return
      case 'rate':
        if (value !== 0) cell.value += 1
        cell.second += 1
        return
      case 'gauge':
        cell.set(value)
    }
  }

  /** The figures of the time since the last tick; they are in the next drain, too. */
  tick(to: Millis): TickDelta {
    this.#tickNoted()
    return this.#figures.take(this.worker, to)
  }

  /** Hands over everything since the last drain and starts anew. */
  drain(to: Millis): MetricDelta {
    this.#addUpNoted()
    const series = new Uint32Array(this.#touched.length)
    const values = new Float64Array(this.#sizeOfValues())
    let offset = 0
    for (const [index, cell] of this.#touched.entries()) {
      series[index] = cell.id
      offset = drainCell(cell, values, offset)
      cell.drainedAt = to
    }
    const delta = {
      worker: this.worker,
      seq: this.#seq,
      from: this.#from,
      to,
      newSeries: this.#newSeries,
      gone: this.#letGo(to),
      series,
      values,
    }
    this.#touched.length = 0
    this.#newSeries = []
    this.#seq += 1
    this.#from = to
    return delta
  }

  /** Where there are very many series most of them are met once: those that rest are given up, or memory would have no bound. */
  #letGo(to: Millis): number[] {
    return this.#crowd.takeResting(this.#from, to).map((cell) => {
      for (const tags of cell.tagSets) this.#row(tags)[cell.metric] = null
      const told = this.#told[cell.tags]
      if (told !== undefined) told[cell.metric] = undefined
      this.#crowd.spare(cell)
      return cell.id
    })
  }

  #sizeOfValues(): number {
    let size = 0
    for (const { kind, histogram } of this.#touched) size += WIDTHS[kind] + 2 * (histogram?.cells ?? 0)
    return size
  }

  #touch(cell: Cell, value: number): void {
    cell.touched = true
    this.#touched.push(cell)
    cell.value = 0
    const isGauge = cell.kind === 'gauge'
    cell.second = isGauge ? value : 0
    cell.third = isGauge ? value : 0
  }

  #meet(metric: MetricId, tags: TagSetId): Cell {
    const told = this.#toldTags
    const cell = told === undefined ? this.#makeCell(metric, tags) : this.#cellOfTold(metric, tags, told)
    const row = this.#row(tags)
    if (row[metric] === undefined) this.#distinct += 1
    row[metric] = cell
    cell.tagSets.push(tags)
    return cell
  }

  /** One cell for all sets of tags that are the same in what is told of them. */
  #cellOfTold(metric: MetricId, tags: TagSetId, toldTags: ToldTags): Cell {
    const told = this.tagSets.only(tags, toldTags(this.metrics.get(metric).name))
    const row = (this.#told[told] ??= [])
    return (row[metric] ??= this.#makeCell(metric, told))
  }

  #row(tags: TagSetId): (Cell | null | undefined)[] {
    return (this.#cells[tags] ??= [])
  }

  #makeCell(metric: MetricId, tags: TagSetId): Cell {
    const def = this.metrics.get(metric)
    const { name, kind, contains, internal } = def
    const place = { id: this.#count, tags, metric }
    const cell = this.#crowd.reuse(place) ?? new Cell(place, def, this.#samples !== undefined && !internal)
    this.#count += 1
    this.#newSeries.push({ id: cell.id, metric: name, kind, contains, internal, tags: this.tagSets.tagsOf(tags) })
    this.#crowd.add(cell)
    return cell
  }
}

function drainCell(cell: Cell, values: Float64Array, offset: number): number {
  cell.touched = false
  if (cell.histogram !== undefined) {
    const end = writeTrend(cell.histogram, values, offset)
    cell.histogram.clear()
    return end
  }
  values[offset] = cell.value
  if (cell.kind !== 'counter') values[offset + 1] = cell.second
  if (cell.kind === 'gauge') values[offset + 2] = cell.third
  return offset + WIDTHS[cell.kind]
}
