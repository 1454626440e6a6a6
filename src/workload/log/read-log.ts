import { UserError } from '../../base/errors.ts'
import type { Bytes } from '../../base/units.ts'
import { ClockWatch } from './clock-watch.ts'
import { detectFormat, formatHelp } from './formats/find-format.ts'
import { type LogEntry, type LogFormat, newEntry } from './log-entry.ts'
import { type LogFacts, peakFactsOf, routeFactsOf, type RouteSums } from './log-facts.ts'
import { readLogLines } from './log-lines.ts'
import { MinuteBook } from './minute-book.ts'
import { Router } from './routes/router.ts'
import { Sessions } from './sessions.ts'

export interface LogRequest {
  readonly paths: readonly string[]
  /** Undefined: the log will tell. */
  readonly format: LogFormat | undefined
  /** Targets that match are left out. */
  readonly skip: RegExp | undefined
  /** Bytes of all files read so far. */
  readonly onProgress: (bytes: Bytes) => void
}

/** A line that is not of the format. */
export interface BadLine {
  readonly path: string
  readonly line: number
  readonly text: string
}

/** The first lines of a log tell its format. */
const LINES_TO_TELL = 50
/** A log with more bad lines than this is not of the format it is taken for. */
const MOST_BAD = 0.5
const LONGEST_SHOWN = 200

const shownLine = (text: string): string => (text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}...` : text)

/** Reads access logs, line by line in bounded memory, and says what was asked of the service. */
export async function readLog(request: LogRequest): Promise<LogFacts> {
  const reader = new LogReader(request.format, request.skip)
  let before = 0
  for (const path of request.paths) {
    let read = 0
    const onProgress = (bytes: Bytes): void => request.onProgress(before + (read = bytes))
    reader.begin(path)
    await readLogLines({ path, onProgress }, (lines) => reader.take(lines))
    before += read
  }
  return reader.finish()
}

class LogReader {
  readonly #skip: RegExp | undefined
  readonly #entry: LogEntry = newEntry()
  readonly #router = new Router()
  readonly #minutes = new MinuteBook()
  readonly #sessions = new Sessions()
  readonly #clock = new ClockWatch()
  readonly #sums: RouteSums[] = []
  #format: LogFormat | undefined
  #path = ''
  #line = 0
  #lines = 0
  #requests = 0
  #noRequests = 0
  #skipped = 0
  #bad = 0
  #firstBad: BadLine | undefined

  constructor(format: LogFormat | undefined, skip: RegExp | undefined) {
    this.#format = format
    this.#skip = skip
  }

  begin(path: string): void {
    this.#path = path
    this.#line = 0
  }

  take(lines: readonly string[]): void {
    if (lines.every((line) => line === '')) return void (this.#line += lines.length)
    this.#format ??= this.#detect(lines)
    const { parse } = this.#format
    for (const line of lines) {
      this.#line += 1
      if (line === '' || line === '\r') continue
      this.#lines += 1
      if (parse(line, this.#entry)) this.#count(this.#entry)
      else this.#refuse(line)
    }
  }

  finish(): LogFacts {
    const peaks = this.#minutes.finish()
    if (peaks === undefined) throw this.#nothing()
    const clock = this.#clock.finish()
    const seconds = Math.max(1, (clock.to - clock.from) / 1000 + 1)
    const routes = routeFactsOf({ sums: this.#sums, router: this.#router, gaps: this.#sessions.gaps, seconds, peaks })
    return {
      format: this.#format?.name ?? '',
      lines: this.#lines,
      requests: this.#requests,
      noRequests: this.#noRequests,
      skipped: this.#skipped,
      bad: this.#bad,
      firstBad: this.#firstBad,
      late: this.#minutes.late,
      clientsFollowed: this.#sessions.oneOf,
      clock,
      seconds,
      routes,
      peakMinute: peakFactsOf(peaks.minute, 60, seconds),
      peakHour: peakFactsOf(peaks.hour, 3600, seconds),
    }
  }

  #count(entry: LogEntry): void {
    if (entry.method === '') {
      this.#noRequests += 1
      return
    }
    if (this.#skip?.test(entry.target) === true) {
      this.#skipped += 1
      return
    }
    const route = this.#router.idOf(entry.method, entry.target)
    this.#requests += 1
    this.#add(route, entry)
    this.#minutes.add(entry.at, route)
    this.#sessions.add(entry, route)
    this.#clock.add(entry.at, entry.offset, this.#line)
  }

  #add(route: number, { took, status }: LogEntry): void {
    const sums = (this.#sums[route] ??= { count: 0, failed: 0, timed: 0, took: 0 })
    sums.count += 1
    if (status >= 500) sums.failed += 1
    if (took >= 0) {
      sums.timed += 1
      sums.took += took
    }
  }

  #refuse(text: string): void {
    this.#bad += 1
    this.#firstBad ??= { path: this.#path, line: this.#line, text: shownLine(text) }
    if (this.#bad >= LINES_TO_TELL && this.#bad > MOST_BAD * this.#lines) throw this.#otherFormat()
  }

  #detect(lines: readonly string[]): LogFormat {
    const first = lines.filter((line) => line.trim() !== '').slice(0, LINES_TO_TELL)
    const format = detectFormat(first)
    if (format !== undefined) return format
    this.#firstBad = { path: this.#path, line: 1, text: shownLine(first[0] ?? '') }
    throw this.#otherFormat()
  }

  #otherFormat(): UserError {
    const { path, line, text } = this.#firstBad ?? { path: this.#path, line: 1, text: '' }
    const name = this.#format === undefined ? 'any format that kneepoint knows' : `the format ${this.#format.name}`
    return new UserError('UNKNOWN_LOG_FORMAT', `${path}:${line} is not in ${name}:\n  ${text}`, { hint: formatHelp })
  }

  #nothing(): UserError {
    if (this.#firstBad !== undefined) return this.#otherFormat()
    const left = this.#skipped > 0 ? `, ${this.#skipped} of them left out` : ''
    return new UserError('EMPTY_LOG', `there is no request in ${this.#path}: it has ${this.#lines} lines${left}`)
  }
}
