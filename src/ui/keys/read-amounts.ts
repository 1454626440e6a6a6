import { parseDuration } from '../../base/duration.ts'
import { type Parsed, parsed, problems, problemsOf } from '../../base/result.ts'
import type { Millis } from '../../base/units.ts'
import type { LoadStage } from './action.ts'

/** `430`, `430/s`, `1.5k`, `20 VUs`. */
export function readLoad(text: string): Parsed<number> {
  const match = /^(\d+(?:\.\d+)?|\.\d+)(k?)\s*(?:\/s|vus?)?$/i.exec(text.trim())
  if (match === null) return problems(`expected a load such as 430, got "${text}"`)
  return parsed(Number(match[1]) * (match[2] === '' ? 1 : 1000))
}

/** `2`, `x1.5`, `50 %`. */
export function readFactor(text: string): Parsed<number> {
  const match = /^(?:x\s*)?(\d+(?:\.\d+)?|\.\d+)\s*(%?)$/i.exec(text.trim())
  if (match === null) return problems(`expected a factor such as 2 or 50 %, got "${text}"`)
  return parsed(Number(match[1]) / (match[2] === '' ? 1 : 100))
}

/** `10s`, `1m30s`. A bare number would be milliseconds in k6 and seconds to most people, so it is neither. */
export function readTime(text: string): Parsed<Millis> {
  const time = /^\d*\.?\d+$/.test(text) && Number(text) !== 0 ? undefined : parseDuration(text)
  return time !== undefined && time >= 0 ? parsed(time) : problems(`expected a time such as 10s, got "${text}"`)
}

/** What a change takes is said at its end: `430 in 10s`. */
export function splitRamp(text: string): Parsed<{ readonly rest: string; readonly rampMs: Millis | undefined }> {
  const match = /^(.*?)\s*\bin\s+(\S+)$/.exec(text)
  if (match === null) return parsed({ rest: text, rampMs: undefined })
  const time = readTime(match[2] ?? '')
  return time.ok ? parsed({ rest: match[1] ?? '', rampMs: time.value }) : time
}

/** k6's `--stage` form, one after the other: `30s:500, 1m:500, 0s:0`. */
export function readStages(text: string): Parsed<readonly LoadStage[]> {
  const read = text.split(',').map(readStage)
  const found = read.flatMap(problemsOf)
  return found.length > 0 ? problems(...found) : parsed(read.flatMap((stage) => (stage.ok ? [stage.value] : [])))
}

function readStage(text: string, index: number): Parsed<LoadStage> {
  const place = `stage ${index + 1}`
  const [, time = '', target = ''] = /^\s*([^:]*?)\s*:\s*(.*?)\s*$/.exec(text) ?? []
  if (time === '' || target === '')
    return problems(`${place}: expected TIME:LOAD such as 30s:500, got "${text.trim()}"`)
  const [duration, load] = [readTime(time), readLoad(target)]
  const found = [...problemsOf(duration), ...problemsOf(load)].map((problem) => `${place}: ${problem}`)
  return duration.ok && load.ok ? parsed({ duration: duration.value, target: load.value }) : problems(...found)
}
