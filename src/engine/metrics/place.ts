import { isAnswer } from './answers.ts'
import { backendKeyOf } from './backend-stats.ts'
import type { SeriesDef } from './delta.ts'
import { partKey, partsOf } from './parts.ts'
import { checkKey, type SampleBook } from './sample-book.ts'
import { matches } from './selector.ts'
import type { Sink } from './sink.ts'
import type { ToldApart } from './told-tags.ts'

/** All that decides where the samples of a series add up, beside those of the scenario alone. */
export interface Traits {
  readonly metric: string
  /** Set for what is also told by worker. */
  readonly worker: number | undefined
  /** Set for what makes a group known: its checks and its duration. */
  readonly group: string | undefined
  /** The name, set for the series of the `checks` metric. */
  readonly check: string | undefined
  /** Set for what tells how requests went. */
  readonly request: string | undefined
  /** Of the response, where requests are counted. */
  readonly status: string | undefined
  /** Set for what tells of backends; that is in no other view. */
  readonly backend: string | undefined
  /** Times to the first byte of answers that were as expected. */
  readonly isAnswer: boolean
  readonly parts: readonly string[]
  readonly submetrics: readonly string[]
}

interface Told extends ToldApart {
  /** Of the request that the series is about, if it is about any. */
  readonly request: string | undefined
}

export function traitsOf(def: SeriesDef, worker: number, { selectors, hasParts, request }: Told): Traits {
  const { metric } = def
  const { group = '', check, status } = Object.fromEntries(def.tags)
  const isCheck = metric === 'checks'
  return {
    metric,
    worker: metric === 'start_lag' ? worker : undefined,
    group: isCheck || metric === 'group_duration' ? group : undefined,
    check: isCheck ? check : undefined,
    request,
    status: metric === 'http_reqs' ? status : undefined,
    backend: backendKeyOf(def),
    isAnswer: isAnswer(def),
    parts: hasParts ? partsOf(def).map(partKey) : [],
    submetrics: selectors.filter((it) => matches(it, metric, def.tags)).map((it) => it.source),
  }
}

/** Where samples of all series with the same traits add up: in a second there may be thousands of series, and of these a few dozens. */
export class Place {
  readonly #traits: Traits
  /** One of the series: all are alike in what is taken from it. */
  readonly #def: SeriesDef
  #book: SampleBook | undefined
  #sinks: readonly Sink[] = NO_SINKS

  constructor(traits: Traits, def: SeriesDef) {
    this.#traits = traits
    this.#def = def
  }

  isIn(book: SampleBook): boolean {
    return this.#book === book
  }

  /** In the book of the second that it was last moved to. */
  get sinks(): readonly Sink[] {
    return this.#sinks
  }

  moveTo(book: SampleBook): void {
    this.#book = book
    this.#sinks = sinksIn(book, this.#traits, this.#def)
  }

  /** Lets go of the book: what is met once an hour must not keep that second in memory. */
  leave(book: SampleBook): void {
    if (this.#book !== book) return
    this.#book = undefined
    this.#sinks = NO_SINKS
  }
}

const NO_SINKS: readonly Sink[] = []

function sinksIn(book: SampleBook, traits: Traits, def: SeriesDef): readonly Sink[] {
  const { metric, worker, group, check, request, backend } = traits
  if (backend !== undefined) return book.backend(backend).sinks(def)
  const sinks: Sink[] = [book.overall.sink(metric, def)]
  if (traits.isAnswer) sinks.push(book.firstByte)
  if (worker !== undefined) sinks.push(book.lagSink(worker))
  if (group !== undefined) book.groups.add(group)
  if (check !== undefined) sinks.push(book.checkSink(checkKey(group ?? '', check)))
  for (const source of traits.submetrics) sinks.push(book.submetrics.sink(source, def))
  if (request !== undefined) sinks.push(...book.request(request).sinks(def))
  for (const key of traits.parts) sinks.push(...book.part(key).sinks(def, check))
  return sinks
}
