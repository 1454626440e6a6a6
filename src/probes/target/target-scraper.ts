import type { Clock } from '../../base/clock.ts'
import type { TargetReading } from '../../base/target-reading.ts'
import type { Millis } from '../../base/units.ts'
import { byName, type SamplesByName, resourcesBetween } from './resources.ts'
import { type Scrape, scrape } from './scrape.ts'
import { parseSelector, readSeries } from './series.ts'
import { isWantedBy } from './wanted.ts'

export interface ScrapeTarget {
  readonly url: string
  /** Series by name that are read besides the known ones. */
  readonly series: readonly string[]
}

/** Between the beginnings of two scrapes; one that takes long is taken less often. */
const usualPeriod: Millis = 2000
/** At most this part of the time is spent on scraping. */
const mostTime = 0.1

/** Looks at an endpoint again and again. */
export class TargetScraper {
  readonly #target: ScrapeTarget
  readonly #clock: Clock
  readonly #isWanted: (name: string) => boolean
  readonly #selectors
  readonly #look: (url: string, isWanted: (name: string) => boolean) => Promise<Scrape>
  #before: { readonly samples: SamplesByName; readonly at: Millis } | undefined

  constructor(target: ScrapeTarget, clock: Clock, look: typeof scrape = scrape) {
    this.#target = target
    this.#clock = clock
    this.#look = look
    this.#isWanted = isWantedBy(target.series)
    this.#selectors = target.series.flatMap((one) => parseSelector(one) ?? [])
  }

  /** What is new since the last look, and how long to wait until the next. */
  async read(): Promise<{ readonly reading: TargetReading; readonly wait: Millis }> {
    const began = this.#clock.now()
    const found = await this.#look(this.#target.url, this.#isWanted)
    const now = this.#clock.now()
    const wait = Math.max(usualPeriod, (now - began) / mostTime) - (now - began)
    return {
      reading: found.ok ? this.#readingOf(byName(found.samples), began) : this.#failed(found.problem, now),
      wait,
    }
  }

  /** Counters stand for the instant at which the scrape began. */
  #readingOf(after: SamplesByName, at: Millis): TargetReading {
    const last = this.#before
    this.#before = { samples: after, at }
    const length = last === undefined ? 0 : at - last.at
    const interval = { before: last?.samples ?? new Map(), after, length }
    return {
      source: this.#target.url,
      from: last?.at ?? at,
      to: at,
      resources: last === undefined ? [] : resourcesBetween(interval),
      series: readSeries(this.#selectors, last?.samples, interval),
      problem: undefined,
    }
  }

  #failed(problem: string, at: Millis): TargetReading {
    this.#before = undefined
    return { source: this.#target.url, from: at, to: at, resources: [], series: [], problem }
  }
}
