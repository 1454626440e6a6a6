import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Store } from '../../base/store.ts'
import type { Millis } from '../../base/units.ts'
import type { RunEvent, RunSnapshot, Window } from '../api.ts'
import type { ClosedWindow } from '../metrics/aggregator.ts'
import { AppendFile } from './append-file.ts'
import { BookEncoder } from './book-codec.ts'
import { makeFolder } from './make-folder.ts'
import { toJsonLine } from './json-numbers.ts'
import {
  recordFiles,
  type RecordEnd,
  type RecordHeader,
  type ScenarioCourses,
  type WindowLine,
} from './record-format.ts'

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
  readonly #windows: AppendFile
  readonly #events: AppendFile
  readonly #readings: AppendFile
  readonly #changes = new ChangeWatch()
  #snapshots: Pick<Store<RunSnapshot>, 'get'> | undefined
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
  }

  /** Whose windows are to come. */
  follow(snapshots: Pick<Store<RunSnapshot>, 'get'>): void {
    this.#snapshots = snapshots
  }

  readonly window = ({ book }: ClosedWindow, window: Window | undefined): void => {
    const { defs, line } = this.#encoder.encode(book)
    const snapshot = this.#snapshots?.get()
    if (snapshot === undefined) throw new Error('a record was given a window before it was told of what run')
    const { phase, paused, scenarios, workers, thresholds, problems } = snapshot
    const written: WindowLine = {
      window,
      defs,
      book: line,
      phase: phase.kind,
      paused,
      scenarios: scenarios.map(({ plan: _plan, course: _course, ...scenario }) => scenario),
      workers,
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

  /** The run never began: there is nothing to keep. */
  discard(): void {
    for (const file of [this.#windows, this.#events, this.#readings]) file.close()
    rmSync(this.folder, { recursive: true, force: true })
  }

  /** The run has ended by itself, and this is its result. Gives back what was lost, in words; undefined when nothing was. */
  finish(end: RecordEnd, result: unknown): string | undefined {
    for (const file of [this.#windows, this.#events, this.#readings]) file.close()
    const lost = this.#windows.lost + this.#events.lost + this.#readings.lost
    try {
      writeFileSync(join(this.folder, recordFiles.result), `${JSON.stringify(result)}\n`)
      writeFileSync(join(this.folder, recordFiles.end), `${JSON.stringify(end)}\n`)
    } catch (error) {
      return `the result is not in the record: ${error instanceof Error ? error.message : String(error)}`
    }
    return lost === 0 ? undefined : `${lost} lines of the record could not be written`
  }

  #append(file: AppendFile, line: unknown): void {
    file.append(toJsonLine(line))
    const problem = this.#windows.problem ?? this.#events.problem ?? this.#readings.problem
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
