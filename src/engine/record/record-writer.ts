import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Millis } from '../../base/units.ts'
import type { RunEvent, RunHandle, RunSnapshot, Tick, Window } from '../api.ts'
import type { ClosedWindow } from '../metrics/aggregator.ts'
import { AppendFile } from './append-file.ts'
import { BookEncoder } from './book-codec.ts'
import { makeFolder } from './make-folder.ts'
import { toJsonLine } from './json-numbers.ts'
import { MetricDefinitions } from './metric-definitions.ts'
import {
  recordFiles,
  type RecordEnd,
  type RecordHeader,
  type ScenarioCourses,
  type WindowLine,
} from './record-format.ts'
import { seal } from './sealed-line.ts'

/** What is looked at of a run, beside what it tells by itself. */
export interface RecordedRun {
  readonly snapshots: Pick<RunHandle['snapshots'], 'get'>
  readonly ticks: RunHandle['ticks']
}

export interface RecordSetup {
  /** Is made; must not hold a record already. */
  readonly folder: string
  readonly header: RecordHeader
  /** What is in the script's file; its name is in the header. */
  readonly script: string | undefined
  /** Told when writing begins to fail, and when it goes well again; one line for the operator. */
  readonly onTrouble: (text: string) => void
}

/** Keeps a run on the disk while it goes on: every line is with the system before the next second begins. */
export class RecordWriter {
  readonly folder: string
  readonly #setup: RecordSetup
  readonly #encoder = new BookEncoder()
  readonly #definitions = new MetricDefinitions()
  readonly #windows: AppendFile
  readonly #events: AppendFile
  readonly #readings: AppendFile
  readonly #ticks: AppendFile
  readonly #changes = new ChangeWatch()
  #run: RecordedRun | undefined
  #ticksUntil: Millis = 0
  #isTroubled = false

  /** Throws when the folder cannot be made or written to. */
  constructor(setup: RecordSetup) {
    const { folder, header, script } = setup
    this.#setup = setup
    this.folder = folder
    makeFolder(folder)
    writeFileSync(join(folder, recordFiles.header), `${toJsonLine(header)}\n`, { flag: 'wx' })
    if (script !== undefined && header.script !== undefined) writeFileSync(join(folder, header.script), script)
    this.#windows = new AppendFile(join(folder, recordFiles.windows))
    this.#events = new AppendFile(join(folder, recordFiles.events))
    this.#readings = new AppendFile(join(folder, recordFiles.readings))
    this.#ticks = new AppendFile(join(folder, recordFiles.ticks))
  }

  /** Whose windows are to come; its ticks are kept from now on. */
  follow(run: RecordedRun): void {
    this.#run = run
    run.ticks.subscribe(() => this.#takeTicks(run.ticks.get()))
  }

  readonly window = ({ book }: ClosedWindow, window: Window | undefined): void => {
    const { defs, line } = this.#encoder.encode(book)
    const snapshot = this.#run?.snapshots.get()
    if (snapshot === undefined) throw new Error('a record was given a window before it was told of what run')
    const { phase, paused, plannedEnd, scenarios, workers, connections, thresholds, problems } = snapshot
    const written: WindowLine = {
      window,
      defs: this.#definitions.with(defs),
      book: line,
      phase: phase.kind,
      paused,
      scenarios: scenarios.map(({ plan: _plan, course: _course, ...scenario }) => scenario),
      workers,
      connections,
      plannedEnd,
      ...this.#changes.courses(scenarios),
      ...this.#changes.of('thresholds', thresholds),
      ...this.#changes.of('problems', problems),
    }
    this.#append(this.#windows, written)
  }

  readonly event = (event: RunEvent): void => this.#append(this.#events, event)

  /** `of` names what was read; `at` is on the run's clock. */
  readonly reading = (at: Millis, of: string, reading: unknown): void =>
    this.#append(this.#readings, { at, of, reading })

  get #files(): readonly AppendFile[] {
    return [this.#windows, this.#events, this.#readings, this.#ticks]
  }

  /** The run never began: there is nothing to keep. */
  discard(): void {
    for (const file of this.#files) file.close()
    rmSync(this.folder, { recursive: true, force: true })
  }

  /** The run has ended by itself, and this is its result. Gives back what was lost, in words; undefined when nothing was. */
  finish(end: RecordEnd, result: unknown): string | undefined {
    for (const file of this.#files) file.close()
    const lost = this.#files.reduce((sum, file) => sum + file.lost, 0)
    const problems = [
      lost === 0 ? undefined : `${lost} lines of the record could not be written`,
      this.#writeEnd(end, result),
    ].filter((problem) => problem !== undefined)
    return problems.length === 0 ? undefined : problems.join('; ')
  }

  #writeEnd(end: RecordEnd, result: unknown): string | undefined {
    try {
      writeFileSync(join(this.folder, recordFiles.result), `${JSON.stringify(result)}\n`)
      writeFileSync(join(this.folder, recordFiles.end), `${JSON.stringify(end)}\n`)
      return undefined
    } catch (error) {
      return `the result is not in the record: ${error instanceof Error ? error.message : String(error)}`
    }
  }

  #takeTicks(ticks: readonly Tick[]): void {
    for (const tick of ticks) {
      if (tick.from < this.#ticksUntil) continue
      this.#ticksUntil = tick.to
      this.#append(this.#ticks, tick)
    }
  }

  #append(file: AppendFile, line: object): void {
    file.append(seal(toJsonLine(line)))
    const problem = this.#files.map((one) => one.problem).find((one) => one !== undefined)
    const isTroubled = problem !== undefined
    if (isTroubled === this.#isTroubled) return
    // Set first: what is said is an event, which is appended as well.
    this.#isTroubled = isTroubled
    this.#setup.onTrouble(
      isTroubled ? `the record cannot be written: ${problem}; the run goes on` : 'the record is written again',
    )
  }
}

/** Lists keep their identity as long as nothing in them changed: only changes are written. */
class ChangeWatch {
  readonly #lists = new Map<string, unknown>()

  of<K extends string, V>(name: K, list: V): { [N in K]?: V } {
    if (this.#lists.get(name) === list) return {}
    this.#lists.set(name, list)
    return { [name]: list } as { [N in K]?: V }
  }

  courses(scenarios: RunSnapshot['scenarios']): { courses?: Readonly<Record<string, ScenarioCourses>> } {
    const changed = scenarios.filter(({ name, plan, course }) => {
      const isNew = this.#lists.get(`plan ${name}`) !== plan || this.#lists.get(`course ${name}`) !== course
      this.#lists.set(`plan ${name}`, plan)
      this.#lists.set(`course ${name}`, course)
      return isNew
    })
    if (changed.length === 0) return {}
    return { courses: Object.fromEntries(changed.map(({ name, plan, course }) => [name, { plan, course }])) }
  }
}
